// new.c - a sensor that is built with sensor.h as it is now.

#include "sensor.h"

// Behind sensor.h, which the reader edits: it has no use for what was drawn.
#include "drawn.h"

static void measure(report_fn *report)
{
    report(NEW_VALUE);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = NEW_NAME,
    .measure = measure,
#if SENSOR_ABI >= 2
    .unit = NEW_UNIT,
#endif
};
