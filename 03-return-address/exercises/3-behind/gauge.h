// gauge.h - what a plugin of this exercise exports, and what it is given.

#ifndef GAUGE_H
#define GAUGE_H

#include "smooth.h"

#define GAUGE_SYMBOL "gauge"

struct host {
    report_fn *report;              // the host's callback
    void (*refresh)(double value);  // the host reports it, as its own
};

struct gauge {
    // Makes the value known by that way. other: another plugin, or NULL.
    // Returns 0, or -1 if it does not know the way.
    int (*act)(const struct host *host, const char *way, double value,
               const struct gauge *other);

    // Reports by way of the library, and its last instruction is a jump there.
    void (*jump)(const struct host *host, double value);
};

#endif
