// deepbound.c - a sensor that frees what libc has allocated for it.
//
// strdup() is in libc, and calls malloc(): the host's. free() is called here:
// with RTLD_DEEPBIND it is libc's.

#include <stdlib.h>
#include <string.h>

#include "sensor.h"

static const char *volatile text = "21.5";

static void measure(report_fn *report)
{
    char *copy = strdup(text);
    if (copy == NULL)
        return;
    double value = strtod(copy, NULL);
    free(copy);
    report(value);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "deepbound",
    .measure = measure,
};
