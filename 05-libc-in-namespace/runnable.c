// runnable.c - a host that is both a shared object and a program.
//
// Usage:        runnable.so SENSOR.so
// Exit status:  0 done, 1 something could not be loaded, 2 usage.
//
// The loader refuses to load a program into a running process (see
// pitfalls/executable.c), but not a shared object. Two things make a file a
// program: the name of its loader, and a place to start. The Makefile links
// this file with -shared, and adds both. So it can load itself once more, into
// the namespace in which a plugin needs its functions.

#include <dlfcn.h>
#include <stdio.h>

#include "namespace.h"
#include "own.h"
#include "sensor.h"

// The kernel reads from the file which loader to start for this program. The
// linker writes that into a program, but not into a shared object.
// RUNNABLE_LOADER is the name that the Makefile found in a program.
__attribute__((section(".interp"), used)) static const char loader[] =
    RUNNABLE_LOADER;

static const char *host(const void *address)
{
    (void)address;
    return "host";
}

// Exported, because _start has to find it by name.
__attribute__((visibility("default"))) int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: runnable.so SENSOR.so\n");
        return 2;
    }
    station_ask_who(host);

    // Load this file, and then the sensor, which finds its functions there.
    struct namespace space = {0};
    char why[512];
    snprintf(why, sizeof why, "%s: not a sensor that calls by name", argv[1]);
    void *copy = namespace_add(&space, argv[0], why, sizeof why);
    void *handle =
        copy == NULL ? NULL : namespace_add(&space, argv[1], why, sizeof why);
    const struct sensor *sensor =
        handle == NULL ? NULL : own_symbol(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI || sensor->start != NULL) {
        fprintf(stderr, "runnable.so: %s\n", why);
        namespace_close(&space);
        return 1;
    }

    station_report(20.0);
    station_report(20.0);
    int number = sensor->measure();
    printf("host: %d reports counted; the sensor saw %d\n",
           station_summary().reports, number);
    namespace_close(&space);
    return 0;
}
