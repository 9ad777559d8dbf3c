// feeder.h - what a plugin of this exercise exports, and what it is given.

#ifndef FEEDER_H
#define FEEDER_H

#define FEEDER_SYMBOL "feeder"

// The host's callback. reading points at a double. (A void *, so that the
// plugin can hand the callback to whoever calls functions of this kind.)
typedef void report_fn(void *reading);

// A service of the host: calls report for each of the n readings.
typedef void each_fn(double readings[], int n, report_fn *report);

typedef void measure_fn(report_fn *report, each_fn *each);

struct feeder {
    measure_fn *measure;  // reports all readings before it returns
};

// The host's each_fn. It lives in the program, as the callback does.
each_fn each;

#endif
