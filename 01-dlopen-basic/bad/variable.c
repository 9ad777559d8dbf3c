// variable.c - a sensor that reads a variable that no file has.
//
// RTLD_LAZY makes no difference: dlopen() has to look up variables at once, and
// can put off only functions.

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
