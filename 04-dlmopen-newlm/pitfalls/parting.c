// parting.c - a sensor that reports once more when it is unloaded.
//
// By then the host has removed it from its table, so the last report has no
// sender. It comes during dlclose(); with musl, which never unloads, it comes
// when the program ends.

#include <stddef.h>

#include "sensor.h"

static report_fn *last_report;
static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    last_report = report;
    report(21.5);
    reports++;  // after the call: so it is a call, and not a jump
}

__attribute__((destructor)) static void part(void)
{
    if (last_report == NULL)
        return;
    last_report(0.0);
    reports++;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "parting",
    .setup = setup,
    .measure = measure,
};
