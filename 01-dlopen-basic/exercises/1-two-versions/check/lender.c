// lender.c - a sensor, and the library that borrowed.so needs.

#include "old_sensor.h"

SENSOR_EXPORT int lend(void);

int lend(void)
{
    return 1;
}

static void measure(report_fn *report)
{
    report(lend());
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "lender",
    .measure = measure,
};
