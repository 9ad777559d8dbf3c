// clash.c - two plugins that both have a function scale(), in one process.
//
// Loads two sensors with RTLD_GLOBAL, as hosts did that had only libraries in
// mind, and lets both measure.
//
// Usage:        clash FIRST.so SECOND.so
// Exit status:  0 done, 1 one could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "sensor.h"

static void report(double value)
{
    printf("%.1f\n", value);
}

static int load_and_measure(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
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
    return 0;  // stays loaded, so that the next one meets its names
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: clash FIRST.so SECOND.so\n");
        return 2;
    }
    return load_and_measure(argv[1]) || load_and_measure(argv[2]);
}
