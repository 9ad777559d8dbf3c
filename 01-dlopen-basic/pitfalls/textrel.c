// textrel.c - a sensor with an address in its code: a text relocation.
//
// gcc -shared makes such code of many files without -fPIC. dlopen() has to
// write to the code, so the loaded code differs from the file.

#include "sensor.h"

__asm__(".text\n"
        ".balign 8\n"
        ".quad sensor\n");

static void measure(report_fn *report)
{
    report(3.0);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "textrel",
    .measure = measure,
};
