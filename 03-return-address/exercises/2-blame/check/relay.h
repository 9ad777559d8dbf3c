// relay.h - a library that the plugins of the check are linked with.

#ifndef RELAY_H
#define RELAY_H

#include "feeder.h"

// Calls report for the reading, and comes back here.
void relay_call(report_fn *report, double *reading);

// Jumps to report: whoever called this seems to be the caller.
void relay_jump(report_fn *report, double *reading);

#endif
