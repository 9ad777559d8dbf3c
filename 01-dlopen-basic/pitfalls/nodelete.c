// nodelete.c - a sensor that is never unloaded.
//
// The Makefile links it with -z nodelete. Libraries use that if they start a
// thread, or register an exit handler.

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
