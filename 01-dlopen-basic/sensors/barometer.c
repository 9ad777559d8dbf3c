// barometer.c - a sensor that reports one air pressure, in hectopascals.

#include "sensor.h"

// thermometer.c has a function of the same name. The two never meet: a static
// name is visible in its own file only.
static void measure(report_fn *report)
{
    report(1013.2);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "barometer",
    .measure = measure,
};
