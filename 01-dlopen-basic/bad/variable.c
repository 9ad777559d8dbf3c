// variable.c - a sensor that reads a variable that nobody has.
//
// RTLD_LAZY does not help it past dlopen(): only functions can be looked up
// when they are called.

#include "sensor.h"

extern double offset;  // in no library that the Makefile names

static void measure(report_fn *report)
{
    report(21.5 + offset);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "variable",
    .measure = measure,
};
