// fill.c - tries a forwarding library without a plugin, and without a
// namespace.
//
// Usage:        fill FORWARD.so
// Exit status:  0 it filled in every name, 1 not, 2 usage.
//
// It loads the library with dlopen(), fills it, and calls station_report()
// through it, so it works with every C library.

#include <dlfcn.h>
#include <stdio.h>

#include "forward.h"
#include "station.h"

static int use(void *library)
{
    char why[512];
    if (!forward_fill(library, why, sizeof why)) {
        fprintf(stderr, "fill: %s\n", why);
        return 1;
    }
    int (*report)(double);
    *(void **)&report = dlsym(library, "station_report");
    if (report == NULL || report == station_report) {
        fprintf(stderr, "fill: station_report: it is not the library's\n");
        return 1;
    }
    station_report(20.0);
    report(20.5);
    printf("host: %d reports counted\n", station_summary().reports);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: fill FORWARD.so\n");
        return 2;
    }
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "fill: %s\n", dlerror());
        return 1;
    }
    int status = use(library);
    dlclose(library);
    return status;
}
