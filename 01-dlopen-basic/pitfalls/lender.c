// lender.c - a good sensor, and the library that borrowed.so needs.

#include "sensor.h"

SENSOR_EXPORT double calibrate(double raw);

double calibrate(double raw)
{
    return raw + 0.5;
}

static void measure(report_fn *report)
{
    report(calibrate(21.5));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "lender",
    .measure = measure,
};
