// statictls.c - a thermometer with 64 bytes of static TLS: thread-local memory
// in the block that each thread gets when it starts.
//
// The attribute does for one variable what -ftls-model=initial-exec does for a
// whole file. Libraries for graphics and for memory are built like that,
// because this kind is the fastest to reach. The Makefile builds two more files
// from it: bigtls.so has 8 KiB, and bigtls_cured.so has 8 KiB of the kind that
// needs no room in that block.

#include "sensor.h"

#ifndef DOUBLES
#define DOUBLES 8
#endif
#ifndef MODEL
#define MODEL "initial-exec"
#endif

static const double hardware[] = {21.5, 12.0};

static _Thread_local
    __attribute__((tls_model(MODEL))) volatile double last[DOUBLES];

static int chosen;
static volatile unsigned long reports;

static int setup(int channel)
{
    if (channel < 0 || channel > 1)
        return -1;
    chosen = channel;
    return 0;
}

static void measure(report_fn *report)
{
    last[chosen] = hardware[chosen];
    report(last[chosen]);
    reports++;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "statictls",
    .setup = setup,
    .measure = measure,
};
