// assisted.c - a sensor whose helper library calls back.
//
// The loader finds libhelper.so in the sensor's folder: the Makefile links the
// sensor with the RUNPATH $ORIGIN, "the folder of this file".

#include "libhelper.h"
#include "sensor.h"

static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    helper_report(report, 3.5);
    reports++;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "assisted",
    .setup = setup,
    .measure = measure,
};
