// tally.c - libtally.so: one total for whoever loads it.

#include "tally.h"

#define SHOWN __attribute__((visibility("default")))

static int total;
static volatile int done;  // counted after a call: so it is no jump

SHOWN void tally_add(int n)
{
    total += 3 * n;
}

SHOWN void tally_report(report_fn *report)
{
    report(&total);
    done++;
}
