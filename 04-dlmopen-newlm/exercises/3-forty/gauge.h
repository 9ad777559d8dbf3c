// gauge.h - what the plugin of this exercise exports.

#ifndef GAUGE_H
#define GAUGE_H

#include "tally.h"

#define GAUGE_SYMBOL "gauge"

struct gauge {
    void (*add)(int n);                // to its sum, and to the tally
    void (*own)(report_fn *report);    // the plugin reports its sum
    void (*tally)(report_fn *report);  // libtally.so reports its total
    void (*libc)(report_fn *report);   // libc reports the plugin's sum
};

#endif
