// calibrates.c - a sensor with a function that another one lacks.

#include "sensor.h"

SENSOR_EXPORT double calibrate(double raw);

double calibrate(double raw)
{
    return raw + 0.5;
}

static void measure(report_fn *report)
{
    report(calibrate(20.0));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "calibrates",
    .measure = measure,
};
