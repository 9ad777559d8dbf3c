// fixed_instance.h - what the plugins with a fixed API have in common.
//
// fixed_*.c and pitfalls/parting.c include it. They differ in when, and in
// which thread, they call report().

#ifndef FIXED_INSTANCE_H
#define FIXED_INSTANCE_H

#include <stdlib.h>

#include "fixed.h"

struct instance {
    double value;  // what its hardware would measure
    fixed_report *report;
    int reported;  // how often; fixed_now.c says why
};

static struct instance *create(int channel, fixed_report *report)
{
    static const double hardware[] = {21.5, 12.0, 18.0, 23.5, 7.5, 16.0};
    int channels = sizeof hardware / sizeof hardware[0];
    if (channel < 0 || channel >= channels)
        return NULL;
    struct instance *instance = malloc(sizeof *instance);
    if (instance != NULL) {
        *instance = (struct instance){hardware[channel], report, 0};
    }
    return instance;
}

#endif
