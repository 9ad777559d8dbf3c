// libhelper.c - calls back on behalf of a sensor.

#include "pitfalls/libhelper.h"

static volatile unsigned long reports;

SENSOR_EXPORT void helper_report(report_fn *report, double value)
{
    report(value);
    reports++;  // after the call: so it is a call, and not a jump
}
