// undefined.c - a sensor that calls a function that nobody has.
//
// Linked with -z defs, it would be a link error. The Makefile leaves that out
// for this one file, so that the mistake reaches the loader.
//
// With RTLD_NOW dlopen() refuses it. With RTLD_LAZY dlopen() takes it, and
// the first call of calibrate() ends the process: see pitfalls/lazy.c.

#include "sensor.h"

double calibrate(double raw);  // in no library that the Makefile names

static void measure(report_fn *report)
{
    report(calibrate(21.5));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "undefined",
    .measure = measure,
};
