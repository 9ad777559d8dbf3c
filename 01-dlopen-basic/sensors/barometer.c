// barometer.c - a sensor that reports one air pressure, in hectopascals.

#include "sensor.h"

// The same name as in thermometer.c. Neither hears of the other: a static
// name ends with its file.
static void measure(report_fn *report)
{
    report(1013.2);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "barometer",
    .measure = measure,
};
