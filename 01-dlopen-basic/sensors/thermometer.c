// thermometer.c - a sensor that reports one temperature, in degrees Celsius.

#include "sensor.h"

// static: the host never asks for this by name, it follows sensor.measure.
static void measure(report_fn *report)
{
    report(21.5);  // a real one would ask its hardware
}

// The one name that this file exports; the Makefile hides all others.
//
// Two of the values are addresses, and no address is known before the plugin is
// loaded. So the linker leaves a relocation for each, and dlopen() fills them
// in. README.md shows how to see them.
SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "thermometer",
    .measure = measure,
};
