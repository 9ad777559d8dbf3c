// denormals.c - does the host compute as before after loading a plugin?
//
// Half of the smallest normal number is not zero, unless somebody has told the
// processor to treat it as zero.
//
// Usage:        denormals dlopen|plugin_open SENSOR.so
// Exit status:  0 done, 1 it could not be loaded, 2 usage.

#include <dlfcn.h>
#include <float.h>
#include <stdio.h>
#include <string.h>

#include "plugin.h"

static void tell(const char *when)
{
    volatile double small = DBL_MIN;
    printf("%s: %g\n", when, small / 2);
}

static int with_dlopen(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "denormals: %s\n", dlerror());
        return 1;
    }
    tell("loaded");
    dlclose(handle);
    return 0;
}

static int with_plugin_open(const char *path)
{
    static char why[PLUGIN_WHY];
    struct plugin plugin;
    if (!plugin_open(&plugin, path, why, sizeof why)) {
        fprintf(stderr, "denormals: %s\n", why);
        return 1;
    }
    tell("loaded");
    plugin_close(&plugin);
    return 0;
}

int main(int argc, char *argv[])
{
    int checked = argc == 3 && strcmp(argv[1], "plugin_open") == 0;
    if (argc != 3 || (!checked && strcmp(argv[1], "dlopen") != 0)) {
        fprintf(stderr, "usage: denormals dlopen|plugin_open SENSOR.so\n");
        return 2;
    }
    tell("before");
    int failed = checked ? with_plugin_open(argv[2]) : with_dlopen(argv[2]);
    if (!failed)
        tell("closed");
    return failed;
}
