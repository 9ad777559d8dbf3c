// ifunc.c - a function that the plugin chooses when it is loaded.
//
// The loader calls choose() for the address of value() (an IFUNC). It does so
// while it fills in addresses: before the constructor, or with RTLD_LAZY at the
// first call, after it.

#include "sensor.h"

static volatile int ready;

__attribute__((constructor)) static void begin(void)
{
    ready = 1;
}

static double early(void)
{
    return 0.0;
}

static double late(void)
{
    return 21.5;
}

__attribute__((used)) static double (*choose(void))(void)
{
    return ready ? late : early;
}

SENSOR_EXPORT double value(void) __attribute__((ifunc("choose")));

static void measure(report_fn *report)
{
    report(value());
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "ifunc",
    .measure = measure,
};
