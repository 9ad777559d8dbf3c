// host.c - let each sensor report, whatever version it was built for.
//
// Usage:        host SENSOR.so...
// Exit status:  0 all sensors reported, 1 some could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "own.h"
#include "sensor.h"

static double last;  // what was reported last

static void report(double value)
{
    last = value;
}

// Returns the table of the sensor in the file path, or NULL after saying why
// it cannot be used; then nothing is loaded.
static const struct sensor *sensor_open(const char *path, void **handle)
{
    *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (*handle == NULL) {
        fprintf(stderr, "host: %s\n", dlerror());
        return NULL;
    }
    const struct sensor *sensor = own_symbol(*handle, SENSOR_SYMBOL);
    if (sensor == NULL) {
        fprintf(stderr, "host: %s: not a sensor: it exports no \"%s\"\n", path,
                SENSOR_SYMBOL);
    } else if (sensor->abi != SENSOR_ABI) {  // TODO: versions 1 and 2
        fprintf(stderr,
                "host: %s: wrong sensor ABI: it has %d, this host has %d\n",
                path, sensor->abi, SENSOR_ABI);
    } else {
        return sensor;
    }
    dlclose(*handle);
    return NULL;
}

// Returns 0, or 1 after saying what is wrong.
static int measure(const char *path)
{
    void *handle;
    const struct sensor *sensor = sensor_open(path, &handle);
    if (sensor == NULL)
        return 1;
    sensor->measure(report);
    printf("%s: %.1f\n", sensor->name, last);  // TODO: the unit, if it has one
    dlclose(handle);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: host SENSOR.so...\n");
        return 2;
    }
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= measure(argv[i]);
    return failed;
}
