// two_parts.c - a sensor whose code lies in two segments.
//
// The Makefile tells the linker to put the section .far four megabytes behind
// the rest, so one program header cannot hold both.

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static volatile unsigned long reports;

__attribute__((section(".far"))) static void measure(report_fn *report)
{
    report(3.5);
    reports++;  // after the call: so it is a call, and not a jump
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "two_parts",
    .setup = setup,
    .measure = measure,
};
