// fahrenheit.c - another sensor with a helper named scale().
//
// Its own scale() makes 68 of 20. If celsius_shown.so was loaded before it with
// RTLD_GLOBAL, then fahrenheit_shown.so silently calls the scale() in
// celsius_shown.so: the first global definition of a name wins.

#include "sensor.h"

static volatile double hardware = 20.0;  // a register, in a real one

double scale(double raw);

// noinline: if the compiler inlines scale() into measure(), no call is left to
// go astray. gcc does so only for hidden names, clang for all.
__attribute__((noinline)) double scale(double raw)
{
    return raw * 9 / 5 + 32;
}

static void measure(report_fn *report)
{
    report(scale(hardware));
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "fahrenheit",
    .measure = measure,
};
