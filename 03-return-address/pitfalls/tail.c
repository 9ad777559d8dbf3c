// tail.c - a sensor whose call of report() is the last thing it does.
//
// Built three times. With -O0 the call is a call. With -O2 it becomes a jump:
// the plugin's frame is gone when report() begins, and report() returns right
// to who called measure(), the host. The cure is in the plugin's hands alone:
// -fno-optimize-sibling-calls, or something to do after the call.

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(21.5);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "tail",
    .setup = setup,
    .measure = measure,
};
