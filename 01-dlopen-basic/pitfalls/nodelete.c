// nodelete.c - a sensor that asks never to be unloaded.
//
// The Makefile links it with -z nodelete. Libraries do so that start a thread
// or give the C library a function of theirs to call at exit.

#include "sensor.h"

static void measure(report_fn *report)
{
    report(21.5);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "nodelete",
    .measure = measure,
};
