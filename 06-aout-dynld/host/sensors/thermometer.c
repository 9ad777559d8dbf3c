// thermometer.c - a sensor in degrees Celsius, with two channels.

#include "sensor.h"

static const double hardware[] = {21.5, 12.0};

// Globals: one set for the whole plugin. There is only one thermometer.
static int chosen;
static volatile unsigned long reports;

static int setup(int channel)
{
    int channels = sizeof hardware / sizeof hardware[0];
    if (channel < 0 || channel >= channels)
        return -1;
    chosen = channel;
    return 0;
}

static void measure(report_fn *report)
{
    report(hardware[chosen]);
    reports++;  // after the call: so it is a call, and not a jump (see
                // pitfalls/tail.c)
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "thermometer",
    .setup = setup,
    .measure = measure,
};
