// libhelper.h - a library that comes with a sensor.

#ifndef LIBHELPER_H
#define LIBHELPER_H

#include "sensor.h"

// Calls report(value).
void helper_report(report_fn *report, double value);

#endif
