// fast_math.c - a sensor that is linked with -ffast-math.
//
// Before gcc 13 that adds a constructor to the file, which tells the processor
// to treat very small numbers (denormals) as zero.

#include "sensor.h"

static void measure(report_fn *report)
{
    report(21.5);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "fast_math",
    .measure = measure,
};
