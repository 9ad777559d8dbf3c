// places.h - find the device whose code lies at an address.
//
// It is here and not in the loader, because only the host knows what it wants
// to find: a device, and not a Dynobj. The loader would have to keep a list of
// all modules behind a lock, and each load of each program would pay for it.

#ifndef PLACES_H
#define PLACES_H

#include <stdbool.h>

struct device;

// Makes room for one more device. Returns false if there is no memory.
bool places_room(void);

// Enters the device, whose obj is loaded. There must be room.
void places_enter(struct device *device);

// Takes it out again, before obj is freed.
void places_leave(const struct device *device);

// The device whose code lies at address, or NULL.
struct device *places_find(const void *address);

#endif
