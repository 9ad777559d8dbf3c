// dice.c - a sensor that reports what rand() says.

#include <stdlib.h>

#include "sensor.h"

static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(rand());
    reports++;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "dice",
    .setup = setup,
    .measure = measure,
};
