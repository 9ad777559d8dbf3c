// leaky.c - a sensor that forgets memory, each time that it measures.

#include <stdlib.h>

#include "sensor.h"

static void *volatile last;

static void measure(report_fn *report)
{
    last = malloc(100);
    last = NULL;
    report(21.5);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "leaky",
    .measure = measure,
};
