// tail.c - a sensor that ends in the call of report().
//
// The Makefile builds this three times. With -O0 the call is a call. With -O2
// it becomes a jump: the plugin's frame is gone when report() begins, and
// report() returns straight to the caller of measure(), the host. Only the
// plugin can cure it: with -fno-optimize-sibling-calls, or with something to do
// after the call.

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(21.5);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "tail",
    .setup = setup,
    .measure = measure,
};
