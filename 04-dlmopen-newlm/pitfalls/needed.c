// needed.c - a host that has libm, and a plugin that forgot to name it.
//
// Usage:        needed dlopen|dlmopen|copy SENSOR.so
// Exit status:  0 the sensor reported, 1 it could not be used, 2 usage.

#include <math.h>
#include <stdio.h>

#include "load.h"
#include "own.h"
#include "sensor.h"

static volatile double angle;

static void report(double value)
{
    printf("report: %.1f\n", value);
}

int main(int argc, char *argv[])
{
    enum load_way way;
    if (argc != 3 || !load_way(argv[1], &way)) {
        fprintf(stderr, "usage: needed dlopen|dlmopen|copy SENSOR.so\n");
        return 2;
    }
    struct loaded loaded;
    char why[LOAD_WHY];
    double sine = sin(angle);  // so that this program needs libm
    if (!load(&loaded, way, argv[2], why, sizeof why)) {
        fprintf(stderr, "needed: %s\n", why);
        return 1;
    }
    const struct sensor *sensor = own_symbol(loaded.handle, SENSOR_SYMBOL);
    if (sensor == NULL)
        fprintf(stderr, "needed: %s: not a sensor\n", argv[2]);
    else if (sine < 1)
        sensor->measure(report);
    unload(&loaded);
    return sensor == NULL;
}
