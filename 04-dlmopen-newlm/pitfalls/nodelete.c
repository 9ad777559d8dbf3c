// nodelete.c - a sensor linked with -z nodelete, so that it is never unloaded.
//
// It reports how often it has measured, so a new instance reports 1.

#include "sensor.h"

static int measured;
static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(++measured);
    reports++;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "nodelete",
    .setup = setup,
    .measure = measure,
};
