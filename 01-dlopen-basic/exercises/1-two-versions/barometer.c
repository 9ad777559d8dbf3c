// barometer.c - a sensor to try the host with, built with sensor.h as it is.

#include "sensor.h"

static void measure(report_fn *report)
{
    report(1013.2);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "barometer",
    .measure = measure,
#if SENSOR_ABI >= 2
    .unit = "hPa",
#endif
};
