// versioned.c - a sensor that was linked with version 2 of libunits.so.

#include "sensor.h"

double unit(void);

static void measure(report_fn *report)
{
    report(unit());
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "versioned",
    .measure = measure,
};
