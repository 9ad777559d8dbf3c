// driver.c - a small driver for bench.c, as a module and as a shared
// object: some code, some data with addresses in it, no imports.

#include "host/dev.h"

extern struct dev bench_driverdevtab;

static volatile double last;

static int attach(int channel)
{
    return channel < 0 ? -1 : 0;
}

static void measure(void)
{
    last = 21.5;
}

static int set(char *text)
{
    return text[0] == 'C' ? 0 : -1;
}

__attribute__((visibility("default"))) struct dev bench_driverdevtab = {
    "bench_driver", attach, measure, set};
