// new.c - a sensor that is built with sensor.h as it is now.

#include "sensor.h"

// In new_values.c: nothing that was drawn can be read where the reader's
// sensor.h is compiled. And new_unit is not const: version.c judges the type of
// unit, not the compiler here.
extern const char new_name[];
extern char new_unit[];
extern const double new_value;

static void measure(report_fn *report)
{
    report(new_value);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = new_name,
    .measure = measure,
#if SENSOR_ABI >= 2
    .unit = new_unit,
#endif
};
