// thermometer.c - a sensor in degrees Celsius, with two channels.
//
// It calls the host by name, and never changes. What changes is the function
// that it finds under that name.

#include "sensor.h"

static const double hardware[] = {21.5, 12.0};

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

static int measure(void)
{
    int number = station_report(hardware[chosen]);
    reports++;  // after the call: so it is a call, and not a jump (chapter 3)
    return number;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "thermometer",
    .setup = setup,
    .measure = measure,
};
