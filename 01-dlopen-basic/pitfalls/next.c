// next.c - a wrapper that looks for the function that it wraps.
//
// The program shows a scale() (-rdynamic), so the plugin's call of its own
// scale() comes here. The wrapper wants to call the plugin's.
//
// Usage:        next next|default|local fahrenheit_shown.so
//               next:    it asks for the next definition (RTLD_NEXT)
//               default: it asks for the first one (RTLD_DEFAULT), its own
//               local:   the next one, but the plugin is RTLD_LOCAL
// Exit status:  0 it measured, 1 it could not, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sensor.h"

static void *where = RTLD_NEXT;

double scale(double raw);

double scale(double raw)
{
    double (*real)(double);
    *(void **)&real = dlsym(where, "scale");
    if (real == NULL) {
        printf("no definition behind this one\n");
        exit(1);
    }
    if (real == scale) {
        printf("scale() has found itself\n");
        exit(1);
    }
    printf("wrapped: scale(%.1f)\n", raw);
    return real(raw);
}

static void report(double value)
{
    printf("report: %.1f\n", value);
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: next next|default|local SENSOR.so\n");
        return 2;
    }
    if (strcmp(argv[1], "default") == 0)
        where = RTLD_DEFAULT;
    int scope = strcmp(argv[1], "local") == 0 ? RTLD_LOCAL : RTLD_GLOBAL;

    void *handle = dlopen(argv[2], RTLD_NOW | scope);
    const struct sensor *sensor = handle ? dlsym(handle, SENSOR_SYMBOL) : NULL;
    if (sensor == NULL) {
        fprintf(stderr, "next: %s\n", dlerror());
        return 1;
    }
    sensor->measure(report);
    return 0;
}
