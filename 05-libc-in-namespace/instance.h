// instance.h - one sensor with its surroundings: the six ways of this chapter.

#ifndef INSTANCE_H
#define INSTANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "copy.h"
#include "enter.h"
#include "namespace.h"
#include "sensor.h"

struct way {
    const char *name;
    const char *first;  // the file to load before the sensor, or NULL
    bool isolated;      // into a namespace of its own?
    bool fill;          // is the first file a forwarding library?
    bool copied;        // if not isolated: a copy of the file each time?
};

struct instance {
    char name[64];  // a longer name, or a longer path, is an error
    char path[256];
    const struct way *way;
    struct namespace space;       // of an isolated one
    struct copy copy;             // of a copied one
    void *handle;                 // the sensor's
    struct link_map *map;         // the loader's
    bool closing;                 // another instance may get the map
    struct entrance door;         // for enter(), in calling threads
    int channel;                  // no other instance of this file has it
    const struct sensor *sensor;  // inside the sensor's mapping
    struct instance *next;        // in the list of all open instances
};

// Returns the way of that name (dlopen, dlmopen, table, copy, forward, data),
// or NULL.
const struct way *way_named(const char *name);

// Loads the sensor in the file path, after the file that its way demands, and
// sets it up. It gets the lowest channel that no other instance of its file
// has: the first one 0, the second 1. name and path are copied. Returns the
// instance, which the caller closes with instance_close(). On failure returns
// NULL with nothing loaded, and writes "path: reason" to why, which has room
// for size bytes. Any thread may call this.
//
// Any other thread must call enter(&instance->door) before it calls the sensor.
struct instance *instance_open(const struct way *way, const char *name,
                               const char *path, char *why, size_t size);

// Unloads the sensor, and frees the instance. None of the sensor's functions
// may be running. Returns false if the loader keeps a copy: see copy_close().
// Any thread may call this.
bool instance_close(struct instance *instance);

// Returns the instance whose code the address lies in, or NULL. Any thread may
// call this, even while others open and close: it takes a lock for a moment,
// and not the loader's (before glibc 2.35, that one, too). A child that was
// forked meanwhile may call it, too.
struct instance *instance_of(const void *address);

// Returns the name of the instance whose code the address lies in, "host" for
// this program's own code, and otherwise "nobody", as for a sensor's
// constructor, which runs before there is an instance. If two instances share
// one link map, the text has both names. Any thread may call this; the text is
// valid until the same thread calls again.
const char *instance_who(const void *address);

#endif
