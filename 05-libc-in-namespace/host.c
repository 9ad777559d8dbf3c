// host.c - sensors that call the host by name, each in a namespace of its own.
//
// Usage:        host HOW NAME=FILE.so|-NAME...
//               Loads FILE.so as NAME; -NAME unloads it again. HOW:
//               dlopen:   into the host's own namespace, as in chapter 3
//               dlmopen:  each into a new, empty one, as in chapter 4
//               table:    the same; for sensors that take a table
//               copy:     after a copy of the host's core
//               forward:  after a forwarding library, which leads back here
//               data:     the same, with the host's variables as well
// Exit status:  0 all sensors measured, 1 some could not be used, 2 usage.

#include <stdio.h>
#include <string.h>

#include "instance.h"

#define MAX_INSTANCES 8

static struct instance *instances[MAX_INSTANCES];
static int count;

// Loads NAME=FILE.so, and cuts arg in two at the "=". Returns 0, or 1 after
// saying what is wrong.
static int load(const struct way *way, char *arg)
{
    char *equals = strchr(arg, '=');
    char why[512];
    if (equals == NULL || count == MAX_INSTANCES) {
        fprintf(stderr, "host: %s: not loaded: %s\n", arg,
                equals == NULL ? "it is not NAME=FILE.so" : "too many names");
        return 1;
    }
    *equals = '\0';
    struct instance *instance =
        instance_open(way, arg, equals + 1, why, sizeof why);
    if (instance == NULL) {
        fprintf(stderr, "host: %s\n", why);
        return 1;
    }
    instances[count++] = instance;
    return 0;
}

// Unloads the sensor of that name. Returns 0, or 1 after saying that there is
// none.
static int drop(const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(instances[i]->name, name) != 0)
            continue;
        instance_close(instances[i]);
        count--;
        memmove(&instances[i], &instances[i + 1],
                (size_t)(count - i) * sizeof instances[0]);
        return 0;
    }
    fprintf(stderr, "host: %s: no sensor has that name\n", name);
    return 1;
}

int main(int argc, char *argv[])
{
    const struct way *way = argc < 3 ? NULL : way_named(argv[1]);
    if (way == NULL) {
        fprintf(stderr, "usage: host dlopen|dlmopen|table|copy|forward|data "
                        "NAME=FILE.so|-NAME...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    station_ask_who(instance_who);

    int failed = 0;
    for (int i = 2; i < argc; i++)
        failed |= argv[i][0] == '-' ? drop(argv[i] + 1) : load(way, argv[i]);

    station_report(20.0);  // two reports of the host's own, to make its count 2
    station_report(20.0);
    for (int i = 0; i < count; i++)
        instances[i]->sensor->measure();
    printf("host: %d reports counted\n", station_summary().reports);

    while (count > 0)
        instance_close(instances[--count]);
    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
