// instance.h - one sensor with what it is given: the six ways of this chapter.

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
    const char *first;  // what is loaded before the sensor, or NULL
    bool isolated;      // into a namespace of its own?
    bool fill;          // is the first one a forwarding library?
    bool copied;        // not isolated: a copy of the file each time?
};

struct instance {
    char name[64];  // a longer one is refused, and a longer path
    char path[256];
    const struct way *way;
    struct namespace space;       // of an isolated one
    struct copy copy;             // of a copied one
    void *handle;                 // the sensor's
    struct link_map *map;         // the loader's
    bool closing;                 // the map may be another's at any time
    struct entrance door;         // for enter(), in threads that call it
    int channel;                  // no other instance of this file has it
    const struct sensor *sensor;  // inside the sensor's mapping
    struct instance *next;        // of the list of all that are open
};

// Returns the way of that name, or NULL: dlopen, dlmopen, table, copy, forward,
// data.
const struct way *way_named(const char *name);

// Loads the sensor in the file path, and before it what its way demands, and
// sets it up. It gets the lowest channel that no other instance of its file
// has: the first one 0, the second 1. Returns the instance, which the caller
// closes with instance_close(); or NULL with nothing loaded, and then why, of
// size bytes, holds "path: reason". Any thread may call this.
//
// A thread other than this one calls enter(&instance->door) before it calls
// the sensor.
struct instance *instance_open(const struct way *way, const char *name,
                               const char *path, char *why, size_t size);

// Unloads it. No function of it may be running. Returns false if the loader
// has kept a copy: see copy_close(). Any thread may call this.
bool instance_close(struct instance *instance);

// The instance in whose code the address lies, or NULL. Any thread may call
// this, also while others open and close: it takes a lock for a moment, and
// not the loader's (where glibc is older than 2.35, that one too). A child
// that was forked meanwhile may call it as well.
struct instance *instance_of(const void *address);

// The name of the instance in whose code the address lies; "host" if it is this
// program's; "nobody" if it is neither's, as in a constructor of a sensor,
// which runs before there is an instance.
// Two instances that the loader keeps as one are both named. Any thread may
// call this; what is returned is valid until its next call.
const char *instance_who(const void *address);

#endif
