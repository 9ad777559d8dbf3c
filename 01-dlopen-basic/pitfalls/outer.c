// outer.c - a sensor that needs a library that needs a library.

#include "sensor.h"

double calibrate(double raw);  // in libmiddle.so

static void measure(report_fn *report)
{
    report(calibrate(21.0));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "outer",
    .measure = measure,
};
