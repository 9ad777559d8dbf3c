// river.c - a plugin with three readings, reported by three ways.

#include "feeder.h"

static double levels[] = {1.5, 2.5, 3.5};

static void measure(report_fn *report, each_fn *each)
{
    report(&levels[0]);
    each(&levels[1], 1, report);
    report(&levels[2]);  // the last thing it does
}

__attribute__((visibility("default"))) const struct feeder feeder = {measure};
