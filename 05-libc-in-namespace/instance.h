// instance.h - one sensor with what it is given: the six ways of this chapter.

#ifndef INSTANCE_H
#define INSTANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "namespace.h"
#include "sensor.h"

struct way {
    const char *name;
    const char *first;  // what is loaded before the sensor, or NULL
    bool isolated;      // into a namespace of its own?
    bool fill;          // is the first one a forwarding library?
};

struct instance {
    char name[24];
    char path[256];  // a longer one is refused
    const struct way *way;
    struct namespace space;       // of an isolated one
    void *handle;                 // the sensor's
    struct link_map *map;         // the loader's
    const struct sensor *sensor;  // inside the sensor's mapping
    struct instance *next;        // of the list of all that are open
};

// Returns the way of that name, or NULL: dlopen, dlmopen, table, copy, forward,
// data.
const struct way *way_named(const char *name);

// Loads the sensor in the file path, and before it what its way demands, and
// sets it up. The first instance of a file gets channel 0, the second 1.
// Returns the instance, which the caller closes with instance_close(); or NULL
// with nothing loaded, and then why, of size bytes, holds "path: reason".
struct instance *instance_open(const struct way *way, const char *name,
                               const char *path, char *why, size_t size);

// Unloads it. No function of it may be running.
void instance_close(struct instance *instance);

// The name of the instance in whose code the address lies; "host" if it is this
// program's; "nobody" if it is neither's, as in a constructor of a sensor whose
// instance_open() has not returned.
// Two instances that the loader keeps as one are both named. For one thread at
// a time; what is returned is valid until the next call.
const char *instance_who(const void *address);

#endif
