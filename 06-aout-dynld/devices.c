// devices.c - load drivers, and find them again.
//
// They are kept twice: in a list in the order of loading, for people; and in a
// table sorted by address, because that is the question that comes with each
// callback. A module is one contiguous image, so it has one range.

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "devices.h"
#include "feed.h"

// More than any driver needs, and less than a damaged file may ask for.
#define MAX_DRIVER (1024 * 1024)

static struct device *first;
static struct device **table;
static size_t count, room;

// How many devices lie at or below address.
static size_t up_to(uintptr_t address)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)table[middle]->obj->base <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct device *devices_at(const void *address)
{
    size_t i = up_to((uintptr_t)address);
    if (i == 0)
        return NULL;
    struct device *device = table[i - 1];
    uintptr_t offset = (uintptr_t)address - (uintptr_t)device->obj->base;
    return offset < device->obj->text ? device : NULL;
}

struct device *devices_named(const char *name)
{
    struct device *device = first;
    while (device != NULL && strcmp(device->name, name) != 0)
        device = device->next;
    return device;
}

struct device *devices_first(void)
{
    return first;
}

// Makes room for one more. Returns 0, or -1 if there is no memory.
static int grow(void)
{
    if (count < room)
        return 0;
    size_t more = room == 0 ? 16 : room * 2;
    struct device **bigger = realloc(table, more * sizeof *table);
    if (bigger == NULL)
        return -1;
    table = bigger;
    room = more;
    return 0;
}

static void enter(struct device *device)
{
    size_t i = up_to((uintptr_t)device->obj->base);
    memmove(&table[i + 1], &table[i], (count - i) * sizeof *table);
    table[i] = device;
    count++;

    struct device **link = &first;
    while (*link != NULL)
        link = &(*link)->next;
    *link = device;
}

// The driver's name is that of its file: drivers/thermometer.mod is
// thermometer, and its table thermometerdevtab.
static void name_driver(struct device *device, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash == NULL ? path : slash + 1;
    size_t n = strcspn(file, ".");
    snprintf(device->driver, sizeof device->driver, "%.*s", (int)n, file);
}

// The channel for a new device: how many of its kind there are.
static int next_channel(const struct device *device)
{
    int channel = 0;
    for (const struct device *d = first; d != NULL; d = d->next)
        channel += strcmp(d->driver, device->driver) == 0;
    return channel;
}

// Why dynimport() found nothing: there is no such table, or it is of another
// type, which the library says.
static void say_why(const Dynobj *obj, char *symbol, char *why)
{
    if (dynfindsym(symbol, obj->export, obj->nexport) == NULL)
        snprintf(why, ERRMAX, "not a dynamically-loadable driver: no %s in it",
                 symbol);
    else
        rerrstr(why, ERRMAX);
}

// Finds the table in what was loaded, and has the driver attach. Returns false
// with the reason in why, of ERRMAX bytes.
static bool take(struct device *device, char *why)
{
    char symbol[sizeof device->driver + sizeof "devtab"];
    snprintf(symbol, sizeof symbol, "%sdevtab", device->driver);
    device->dev = dynimport(device->obj, symbol, signof(*device->dev));
    if (device->dev == NULL) {
        say_why(device->obj, symbol, why);
        return false;
    }
    if (device->dev->attach(next_channel(device)) != 0) {
        snprintf(why, ERRMAX, "cannot attach: no such channel");
        return false;
    }
    return true;
}

struct device *devices_load(const char *name, const char *path,
                            const char *from, Dynsym *exports, int nexport,
                            char *why, size_t size)
{
    char reason[ERRMAX] = "out of memory";
    struct device *device = calloc(1, sizeof *device);
    if (device == NULL || grow() != 0) {
        snprintf(why, size, "%s: %s", path, reason);
        free(device);
        return NULL;
    }
    snprintf(device->name, sizeof device->name, "%s", name);
    name_driver(device, path);
    device->from = from;
    device->obj = feed(path, from, exports, nexport, MAX_DRIVER, reason);
    if (device->obj == NULL || !take(device, reason)) {
        snprintf(why, size, "%s: %s", path, reason);
        dynobjfree(device->obj);
        free(device);
        return NULL;
    }
    enter(device);
    return device;
}

void devices_unload(struct device *device)
{
    size_t i = up_to((uintptr_t)device->obj->base) - 1;
    memmove(&table[i], &table[i + 1], (count - i - 1) * sizeof *table);
    count--;
    struct device **link = &first;
    while (*link != device)
        link = &(*link)->next;
    *link = device->next;
    dynobjfree(device->obj);
    free(device);
    if (count == 0) {
        free(table);
        table = NULL;
        room = 0;
    }
}
