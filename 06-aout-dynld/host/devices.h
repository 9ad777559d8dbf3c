// devices.h - the devices: each is one loaded module.
//
// The rules: devices_load(), use what it returned, devices_unload(). Names are
// unique, and shorter than DEVICE_NAME. A device is found by its name, or by an
// address in its code.

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
    int room, lowest;     // of how many; below lowest all are
    struct driver *next;  // another one
};

struct device {
    char name[DEVICE_NAME];
    struct driver *driver;
    int channel;       // no two devices of a driver have the same
    const char *from;  // "file", "memory" or "pipe"
    Dynobj *obj;
    struct dev *dev;              // inside obj; or NULL, and then
    const struct sensor *sensor;  // is what it has: a plugin of chapter 3
    struct device *next;          // the one that was loaded after it
    struct device **link;         // what points to it in that list
    struct device *same_bucket;   // another name, with the same hash
};

// Loads the driver in the file path as the device name. from says which way its
// bytes take: "file", "memory" or "pipe" (feed.h). exports are the nexport
// symbols that it may import. Returns the device, which stays until
// devices_unload(); or NULL with nothing changed, and then why, of size bytes,
// holds "object: what: reason".
struct device *devices_load(const char *name, const char *path,
                            const char *from, Dynsym *exports, int nexport,
                            char *why, size_t size);

// Unloads the device. No code of its driver may be running.
void devices_unload(struct device *device);

// The device of that name, or NULL.
struct device *devices_named(const char *name);

// The device that was loaded first, or NULL; next leads to the others.
struct device *devices_first(void);

#endif
