// clash.c - two plugins that both have a function scale(), in one process.
//
// Loads two sensors with RTLD_GLOBAL, as hosts did that had only libraries in
// mind, and lets both measure.
//
// Usage:        clash [local|deep] FIRST.so SECOND.so
//               local: with RTLD_LOCAL; deep: with RTLD_DEEPBIND as well
// Exit status:  0 done, 1 one could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "sensor.h"

#ifndef RTLD_DEEPBIND
#define RTLD_DEEPBIND 0  // musl has none
#endif

static int scope = RTLD_GLOBAL;

static void report(double value)
{
    printf("%.1f\n", value);
}

static int load_and_measure(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | scope);
    if (handle == NULL) {
        fprintf(stderr, "clash: %s\n", dlerror());
        return 1;
    }
    const struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI) {
        fprintf(stderr, "clash: %s: not a sensor of this ABI\n", path);
        return 1;
    }
    printf("%s: ", sensor->name);
    sensor->measure(report);
    fflush(stdout);  // before what may be said of the next one
    return 0;        // stays loaded, so that the next one meets its names
}

int main(int argc, char *argv[])
{
    if (argc == 4 && strcmp(argv[1], "local") == 0)
        scope = RTLD_LOCAL;
    else if (argc == 4 && strcmp(argv[1], "deep") == 0)
        scope = RTLD_GLOBAL | RTLD_DEEPBIND;
    else if (argc != 3) {
        fprintf(stderr, "usage: clash [local|deep] FIRST.so SECOND.so\n");
        return 2;
    }
    return load_and_measure(argv[argc - 2]) || load_and_measure(argv[argc - 1]);
}
