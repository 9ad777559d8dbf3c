// hoarder.c - a sensor that calls malloc(), and frees all of it.
//
// malloc() belongs to the instance's own libc, which takes memory from the
// kernel in large pieces. When the namespace goes, this libc goes, too, and
// nobody is left to return the piece: it stays until the process ends.

#include <stdlib.h>

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    double *volatile value = malloc(sizeof *value);  // volatile: do call it
    if (value == NULL)
        return;
    *value = 21.5;
    report(*value);
    free(value);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "hoarder",
    .setup = setup,
    .measure = measure,
};
