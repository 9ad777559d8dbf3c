// whose.c - which table do dlsym() and own_symbol() find?
//
// Usage:        whose SENSOR.so
// Exit status:  0 done, 1 it could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "own.h"
#include "sensor.h"

static void tell(const char *how, const struct sensor *sensor)
{
    printf("%s: %s\n", how, sensor == NULL ? "no table" : sensor->name);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: whose SENSOR.so\n");
        return 2;
    }
    void *handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "whose: %s\n", dlerror());
        return 1;
    }
    tell("dlsym()", dlsym(handle, SENSOR_SYMBOL));
    tell("own_symbol()", own_symbol(handle, SENSOR_SYMBOL));
    dlclose(handle);
    return 0;
}
