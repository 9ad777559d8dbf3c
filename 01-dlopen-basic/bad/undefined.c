// undefined.c - a sensor that calls a function that no file has.
//
// With -z defs the linker would report it. The Makefile leaves that out for
// this file, so that the mistake reaches the loader.
//
// With RTLD_NOW dlopen() refuses it. With RTLD_LAZY dlopen() accepts it, and
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
