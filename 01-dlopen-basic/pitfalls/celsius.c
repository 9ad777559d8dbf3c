// celsius.c - a sensor with a helper named scale(), which is not static.
//
// The Makefile builds this twice: celsius_hidden.so hides the name
// (-fvisibility=hidden), and celsius_shown.so does not.

#include "sensor.h"

static volatile double hardware = 20.0;  // a register, in a real one

double scale(double raw);

// noinline: if the compiler inlines scale() into measure(), no call is left to
// go astray. gcc does so only for hidden names, clang for all.
__attribute__((noinline)) double scale(double raw)
{
    return raw;
}

static void measure(report_fn *report)
{
    report(scale(hardware));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "celsius",
    .measure = measure,
};
