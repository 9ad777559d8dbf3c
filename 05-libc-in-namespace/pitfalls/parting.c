// parting.c - a sensor that reports three times: when it is loaded, when it
// measures, and when it is unloaded.
//
// The first report comes from a constructor. dlopen() has not returned yet, so
// the host has no handle, and cannot know the sender. The last one comes from a
// destructor, and the host knows the instance as long as dlclose() runs.

#include "sensor.h"

static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static int measure(void)
{
    int number = station_report(21.5);
    reports++;  // after the call: so it is a call, and not a jump (chapter 3)
    return number;
}

__attribute__((constructor)) static void arrive(void)
{
    station_report(1.0);
    reports++;
}

__attribute__((destructor)) static void part(void)
{
    station_report(0.0);
    reports++;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "parting",
    .setup = setup,
    .measure = measure,
};
