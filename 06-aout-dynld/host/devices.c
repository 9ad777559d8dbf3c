// devices.c - loads drivers, and finds their devices.
//
// A device is in three places: in a list in the order of loading, for people;
// in a bucket by its name; and in ranges.c's table by the address of its code,
// because each callback asks for it. Loading walks no list of devices: the
// 10,000th loads as fast as the first.
//
// Only one thread at a time may load or unload. Callbacks may come from any
// thread meanwhile, because they use only the table.

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "devices.h"
#include "feed.h"
#include "ranges.h"

// More than any driver needs, and less than a damaged file may ask for.
#define MAX_DRIVER (1024 * 1024)

#define BUCKETS 4096

static struct device *first, **end = &first;
static struct device *buckets[BUCKETS];
static struct driver *drivers;

static struct device **bucket(const char *name)
{
    unsigned hash = 5381;
    for (; *name != '\0'; name++)
        hash = hash * 33 + (unsigned char)*name;
    return &buckets[hash % BUCKETS];
}

struct device *devices_named(const char *name)
{
    struct device *device = *bucket(name);
    while (device != NULL && strcmp(device->name, name) != 0)
        device = device->same_bucket;
    return device;
}

struct device *devices_first(void)
{
    return first;
}

static void enter(struct device *device)
{
    struct device **in = bucket(device->name);
    device->same_bucket = *in;
    *in = device;

    device->link = end;
    *end = device;
    end = &device->next;
}

static void leave(struct device *device)
{
    struct device **in = bucket(device->name);
    while (*in != device)
        in = &(*in)->same_bucket;
    *in = device->same_bucket;

    *device->link = device->next;
    if (device->next == NULL)
        end = device->link;
    else
        device->next->link = device->link;
}

// Returns the driver, old or new, whose module is the file path, or NULL if
// there is no memory. It stays in the list even if the file turns out to be no
// driver, so there are as many drivers as files. Its name is that of the file:
// drivers/thermometer.mod is thermometer, and its table thermometerdevtab.
static struct driver *driver_of(const char *path)
{
    char name[sizeof drivers->name];
    const char *slash = strrchr(path, '/');
    const char *file = slash == NULL ? path : slash + 1;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(file, "."), file);

    struct driver *driver = drivers;
    while (driver != NULL && strcmp(driver->name, name) != 0)
        driver = driver->next;
    if (driver != NULL)
        return driver;

    driver = calloc(1, sizeof *driver);
    if (driver == NULL)
        return NULL;
    strcpy(driver->name, name);
    driver->next = drivers;
    drivers = driver;
    return driver;
}

// Takes the lowest free channel. Counting devices instead would give a channel
// twice: load two, unload the first, load another. Returns the channel, or -1
// if there is no memory.
static int allot(struct driver *driver)
{
    int channel = driver->lowest;
    while (channel < driver->room && driver->taken[channel])
        channel++;
    if (channel == driver->room) {
        int room = driver->room == 0 ? 16 : driver->room * 2;
        bool *more = realloc(driver->taken, (size_t)room * sizeof *more);
        if (more == NULL)
            return -1;
        memset(more + driver->room, 0, (size_t)(room - driver->room));
        driver->taken = more;
        driver->room = room;
    }
    driver->taken[channel] = true;
    driver->lowest = channel + 1;
    return channel;
}

// Frees the channel.
static void give_back(struct driver *driver, int channel)
{
    driver->taken[channel] = false;
    if (channel < driver->lowest)
        driver->lowest = channel;
}

// Writes why dynimport() found nothing to why, of ERRMAX bytes: there is no
// such table, or it has another type, as the library says.
static void say_why(const Dynobj *obj, char *symbol, char *why)
{
    if (dynfindsym(symbol, obj->export, obj->nexport) == NULL)
        snprintf(why, ERRMAX, "not a dynamically-loadable driver: no %s in it",
                 symbol);
    else
        rerrstr(why, ERRMAX);
}

// A sensor has the channels 0 to n - 1 and does not say what n is. Each
// instance is a sensor of its own, so later instances use the same channels
// again. Returns 0, or -1 if the sensor has no channel.
static int set_up(const struct sensor *sensor, int channel)
{
    int n = 0;
    while (n <= channel && sensor->setup(n) == 0)
        n++;
    return n == 0 ? -1 : sensor->setup(channel % n);
}

// Takes a plugin of chapter 3. It has another table, but report() finds it in
// the same way. Returns false with the reason in why, of ERRMAX bytes.
static bool take_sensor(struct device *device, char *why)
{
    const struct sensor *sensor =
        dynimport(device->obj, SENSOR_SYMBOL, signof(*sensor));
    if (sensor == NULL)
        rerrstr(why, ERRMAX);
    else if (sensor->abi != SENSOR_ABI)
        snprintf(why, ERRMAX, "wrong ABI: %d, not %d", sensor->abi, SENSOR_ABI);
    else if (set_up(sensor, device->channel) != 0)
        snprintf(why, ERRMAX, "cannot set up: no such channel");
    else
        device->sensor = sensor;
    return device->sensor != NULL;
}

static bool exports(const struct device *device, char *symbol)
{
    const Dynobj *obj = device->obj;
    return dynfindsym(symbol, obj->export, obj->nexport) != NULL;
}

// Finds the table in the loaded module, and has the driver attach. Returns
// false with the reason in why, of ERRMAX bytes.
static bool take(struct device *device, char *why)
{
    char symbol[sizeof device->driver->name + sizeof "devtab"];
    snprintf(symbol, sizeof symbol, "%sdevtab", device->driver->name);
    if (!exports(device, symbol) && exports(device, SENSOR_SYMBOL))
        return take_sensor(device, why);
    device->dev = dynimport(device->obj, symbol, signof(*device->dev));
    if (device->dev == NULL) {
        say_why(device->obj, symbol, why);
        return false;
    }
    if (device->dev->attach(device->channel) != 0) {
        snprintf(why, ERRMAX, "cannot attach: no such channel");
        return false;
    }
    return true;
}

// Enters the device's code into the table of ranges, before any of it runs.
// Returns false with the reason in why, of ERRMAX bytes.
static bool claim(struct device *device, char *why)
{
    const Dynobj *obj = device->obj;
    if (obj->text == 0 ||
        ranges_add((uintptr_t)obj->base, obj->text, device) == 0)
        return true;
    snprintf(why, ERRMAX, "cannot enter its code: %s", strerror(errno));
    return false;
}

// Returns a new device with its driver and channel, but no module yet, or NULL.
static struct device *new_device(const char *name, const char *path,
                                 const char *from)
{
    struct device *device = calloc(1, sizeof *device);
    if (device == NULL || (device->driver = driver_of(path)) == NULL ||
        (device->channel = allot(device->driver)) < 0) {
        free(device);
        return NULL;
    }
    snprintf(device->name, sizeof device->name, "%s", name);
    device->from = from;
    return device;
}

// Calls the constructors, which a module made of a shared object may have, with
// no arguments.
static bool begin(struct device *device, char *why)
{
    char *none[] = {NULL};
    dyninit(device->obj, 0, none, environ);
    if (take(device, why))
        return true;
    dynfini(device->obj);
    return false;
}

struct device *devices_load(const char *name, const char *path,
                            const char *from, Dynsym *exports, int nexport,
                            char *why, size_t size)
{
    char text[ERRMAX];
    struct device *device = new_device(name, path, from);
    if (device == NULL) {
        snprintf(why, size, "%s: out of memory", path);
        return NULL;
    }
    device->obj = feed(path, from, exports, nexport, MAX_DRIVER, text);
    if (device->obj == NULL || !claim(device, text) || !begin(device, text)) {
        snprintf(why, size, "%s: %s", path, text);
        ranges_remove(device);
        give_back(device->driver, device->channel);
        dynobjfree(device->obj);
        free(device);
        return NULL;
    }
    enter(device);
    return device;
}

void devices_unload(struct device *device)
{
    leave(device);
    dynfini(device->obj);
    ranges_remove(device);  // first: the next module may get the address
    give_back(device->driver, device->channel);
    dynobjfree(device->obj);
    free(device);
}
