// lazy.c - with RTLD_LAZY, only a call reports a missing function. (With glibc,
// dlopen() still reports a missing variable.)
//
// Usage:        lazy now|lazy SENSOR.so
// Exit status:  0 it reported, 1 it could not be used, 2 usage; with "lazy"
//               the C library itself ends the process, in the middle of the
//               call, if a function is missing (glibc: with status 127).

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "sensor.h"

static void report(double value)
{
    printf("report: %.1f\n", value);
}

int main(int argc, char *argv[])
{
    int now = argc == 3 && strcmp(argv[1], "now") == 0;
    if (argc != 3 || (!now && strcmp(argv[1], "lazy") != 0)) {
        fprintf(stderr, "usage: lazy now|lazy SENSOR.so\n");
        return 2;
    }

    void *handle = dlopen(argv[2], (now ? RTLD_NOW : RTLD_LAZY) | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "lazy: %s\n", dlerror());
        return 1;
    }
    printf("dlopen() has taken it\n");
    fflush(stdout);  // or the buffer would be lost with us

    const struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI) {
        fprintf(stderr, "lazy: %s: not a sensor of this ABI\n", argv[2]);
        return 1;
    }
    sensor->measure(report);
    dlclose(handle);
    return 0;
}
