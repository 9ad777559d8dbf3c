// bench_plugin.c - calls the host many times, by name and through a table.

#include "bench_plugin.h"
#include "station.h"

static const char *volatile last;

static void by_name(long times)
{
    while (times-- > 0)
        last = station_get_unit();
}

// As in table.c, each call reads the host's table, and the function in it.
static const struct bench_host *host;

static void start(const struct bench_host *table)
{
    host = table;
}

static void by_table(long times)
{
    while (times-- > 0)
        last = host->unit();
}

static void process(void)
{
}

__attribute__((visibility("default")))
const struct bench_plugin bench_plugin = {start, by_name, by_table, process};
