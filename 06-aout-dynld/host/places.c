// places.c - a table of devices, sorted by address.
//
// A module is one contiguous image, so a device is one entry. The search reads
// nothing but this table: 240 KB for 10,000 devices stay in the processor's
// cache, and all that they point to does not.
//
// The highest address comes first. The kernel puts a new mapping below the
// older ones mostly: so a new device mostly comes last, and no other has to be
// moved for it.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "devices.h"
#include "places.h"

struct place {
    uintptr_t base;  // where the code of the device's module begins
    uintptr_t size;  // bytes of code
    struct device *device;
};

static struct place *places;
static size_t count, room;

// The number of devices whose code begins above address: the index of the one
// that may hold it.
//
// As many steps whatever is found, and gcc makes no branch of "?": a processor
// would guess it wrongly half of the time, which is dearer than the step. Left
// to search are always the n places from low.
static size_t above(uintptr_t address)
{
    size_t low = 0;
    for (size_t n = count; n > 0;) {
        size_t half = (n + 1) / 2;
        low += places[low + half - 1].base > address ? half : 0;
        n -= half;
    }
    return low;
}

struct device *places_find(const void *address)
{
    size_t i = above((uintptr_t)address);
    if (i == count || (uintptr_t)address - places[i].base >= places[i].size)
        return NULL;
    return places[i].device;
}

bool places_room(void)
{
    if (count < room)
        return true;
    size_t more = room == 0 ? 16 : room * 2;
    struct place *bigger = realloc(places, more * sizeof *places);
    if (bigger == NULL)
        return false;
    places = bigger;
    room = more;
    return true;
}

void places_enter(struct device *device)
{
    uintptr_t base = (uintptr_t)device->obj->base;
    size_t i = above(base);
    memmove(&places[i + 1], &places[i], (count - i) * sizeof *places);
    places[i] = (struct place){base, device->obj->text, device};
    count++;
}

void places_leave(const struct device *device)
{
    size_t i = above((uintptr_t)device->obj->base);
    for (count--; i < count; i++)
        places[i] = places[i + 1];
    if (count == 0) {
        free(places);
        places = NULL;
        room = 0;
    }
}
