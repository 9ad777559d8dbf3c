// old.c - a sensor that was built long ago, with sensor.h of version 1.
//
// What lies behind its table is its own business: nobody may read it there.

#include "old_sensor.h"

#include "drawn.h"

static void measure(report_fn *report)
{
    report(OLD_VALUE);
}

SENSOR_EXPORT const struct {
    struct sensor table;
    const char *private[4];
} sensor = {
    {
        .abi = SENSOR_ABI,
        .name = OLD_NAME,
        .measure = measure,
    },
    {"(read behind its end)", "(read behind its end)", "(read behind its end)",
     "(read behind its end)"},
};
