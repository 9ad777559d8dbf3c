// forgetful.c - a sensor that calls sin(), which is in libm.
//
// The Makefile builds this twice: forgetful.so is linked without libm and
// without -z defs, so the linker does not complain; forgetful_cured.so names
// libm.

#include <math.h>

#include "sensor.h"

static volatile double angle;  // a register, in a real one

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(sin(angle) + 21.5);
    angle = 0;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "forgetful",
    .setup = setup,
    .measure = measure,
};
