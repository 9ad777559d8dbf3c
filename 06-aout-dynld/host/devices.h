// devices.h - the devices: each is one loaded module.
//
// The rules: devices_load(), use what it returned, devices_unload(), in one
// thread at a time. Names are unique, and shorter than DEVICE_NAME. A device
// can be found by its name, or by an address in its code.

#ifndef DEVICES_H
#define DEVICES_H

#include <stdbool.h>
#include <stddef.h>

#include "dev.h"
#include "dynshared.h"
#include "host/sensors/sensor.h"

#define DEVICE_NAME 32  // bytes of a name, its zero included

// What devices of one driver share.
struct driver {
    char name[32];        // XXX, if its table is XXXdevtab
    bool *taken;          // which channels are in use
    int room, lowest;     // its size; all below lowest are in use
    struct driver *next;  // another one
};

struct device {
    char name[DEVICE_NAME];
    struct driver *driver;
    int channel;       // no two devices of a driver have the same
    const char *from;  // "file", "memory" or "pipe"
    Dynobj *obj;
    struct dev *dev;              // inside obj, or NULL for a plugin
    const struct sensor *sensor;  // of chapter 3, which has this
    struct device *next;          // the next one in loading order
    struct device **link;         // the pointer to it in that list
    struct device *same_bucket;   // another device with the same hash
};

// Loads the driver in the file path as the device name. from says how its bytes
// reach the loader: "file", "memory" or "pipe" (feed.h); the caller keeps that
// string. exports are the nexport symbols that the driver may import. Returns
// the device, which stays until devices_unload(). On failure returns NULL with
// nothing changed, and writes "object: what: reason" to why, which has room for
// size bytes.
struct device *devices_load(const char *name, const char *path,
                            const char *from, Dynsym *exports, int nexport,
                            char *why, size_t size);

// Unloads the device, and frees it. None of its code may be running.
void devices_unload(struct device *device);

// Returns the device of that name, or NULL.
struct device *devices_named(const char *name);

// Returns the device that was loaded first, or NULL; next leads to the others.
struct device *devices_first(void);

#endif
