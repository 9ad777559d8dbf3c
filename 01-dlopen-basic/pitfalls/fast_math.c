// fast_math.c - a sensor that is linked with -ffast-math.
//
// Before gcc 13 that puts a constructor into the file, which tells the
// processor to take very small numbers (denormals) for zero.

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
