// bench_plugin.c - calls the host many times, by name and through a table.

#include "bench_plugin.h"
#include "station.h"

static const char *volatile last;

static void by_name(long times)
{
    while (times-- > 0)
        last = station_get_unit();
}

static void by_table(unit_fn *unit, long times)
{
    while (times-- > 0)
        last = unit();
}

static void process(void)
{
}

__attribute__((visibility("default")))
const struct bench_plugin bench_plugin = {by_name, by_table, process};
