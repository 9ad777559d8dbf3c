// instance.c - load a sensor in one of six ways, and know it again.

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forward.h"
#include "instance.h"
#include "own.h"

static const struct way ways[] = {
    {"dlopen", NULL, false, false},
    {"dlmopen", NULL, true, false},
    {"table", NULL, true, false},
    {"copy", "build/station.so", true, false},
    {"forward", "build/forward_station.so", true, true},
    {"data", "build/forward_data.so", true, true},
};

static struct instance *all;

const struct way *way_named(const char *name)
{
    int n = sizeof ways / sizeof ways[0];
    for (int i = 0; i < n; i++) {
        if (strcmp(name, ways[i].name) == 0)
            return &ways[i];
    }
    return NULL;
}

// First what the sensor is to find there, then the sensor.
static bool open_isolated(struct instance *instance, char *why, size_t size)
{
    const struct way *way = instance->way;
    struct namespace *space = &instance->space;
    // Filled before the sensor is there: its constructors may call already.
    if (way->fill && !forward_add(space, way->first, why, size))
        return false;
    if (!way->fill && way->first != NULL &&
        namespace_add(space, way->first, why, size) == NULL)
        return false;
    instance->handle = namespace_add(space, instance->path, why, size);
    return instance->handle != NULL;
}

static bool open_files(struct instance *instance, char *why, size_t size)
{
    if (instance->way->isolated)
        return open_isolated(instance, why, size);
    instance->handle = dlopen(instance->path, RTLD_NOW);
    if (instance->handle == NULL)
        snprintf(why, size, "%s", dlerror());
    return instance->handle != NULL;
}

static void close_files(struct instance *instance)
{
    if (!instance->way->isolated && instance->handle != NULL)
        dlclose(instance->handle);
    namespace_close(&instance->space);
}

// Finds the sensor's table, and gives the sensor what it needs. Returns NULL,
// or why it cannot be used.
static const char *take(struct instance *instance)
{
    const struct sensor *sensor = own_symbol(instance->handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI)
        return "not a sensor for this host";
    if (dlinfo(instance->handle, RTLD_DI_LINKMAP, &instance->map) != 0)
        return "it has no link map";
    instance->sensor = sensor;
    if (sensor->start != NULL)
        sensor->start(station_table());

    int channel = 0;
    for (struct instance *other = all; other != NULL; other = other->next)
        channel += strcmp(other->path, instance->path) == 0;
    return sensor->setup(channel) == 0 ? NULL : "it has no such channel";
}

struct instance *instance_open(const struct way *way, const char *name,
                               const char *path, char *why, size_t size)
{
    struct instance *instance = calloc(1, sizeof *instance);
    // Half a path may be that of another file.
    bool fits = strlen(path) < sizeof instance->path;
    if (instance == NULL || !fits) {
        snprintf(why, size, "%s: %s", path,
                 fits ? "out of memory" : "its path is too long");
        free(instance);
        return NULL;
    }
    instance->way = way;
    snprintf(instance->name, sizeof instance->name, "%s", name);
    snprintf(instance->path, sizeof instance->path, "%s", path);

    bool opened = open_files(instance, why, size);
    const char *reason = opened ? take(instance) : NULL;
    if (reason != NULL)
        snprintf(why, size, "%s: %s", path, reason);
    if (!opened || reason != NULL) {
        close_files(instance);
        free(instance);
        return NULL;
    }
    struct instance **link = &all;
    while (*link != NULL)
        link = &(*link)->next;
    *link = instance;
    return instance;
}

void instance_close(struct instance *instance)
{
    // Out of the list afterwards: a destructor's report is still this one's.
    close_files(instance);
    struct instance **link = &all;
    while (*link != instance)
        link = &(*link)->next;
    *link = instance->next;
    free(instance);
}

#ifdef __GLIBC__

static void add_name(char *names, size_t size, const char *name)
{
    size_t n = strlen(names);
    snprintf(names + n, size - n, "%s%s", n == 0 ? "" : " or ", name);
}

// dladdr1() knows the objects of all namespaces.
static struct link_map *map_of(const void *address)
{
    Dl_info info;
    void *map;
    if (dladdr1(address, &info, &map, RTLD_DL_LINKMAP) == 0)
        return NULL;
    return map;
}

// Chapter 4's answer: the address, its link map, the instance.
const char *instance_who(const void *address)
{
    static char names[128];
    const struct link_map *map = map_of(address);
    names[0] = '\0';
    if (map != NULL && map == map_of(names))
        return "host";
    for (struct instance *one = all; one != NULL; one = one->next) {
        if (one->map == map)
            add_name(names, sizeof names, one->name);
    }
    return names[0] == '\0' ? "nobody" : names;
}

#else

// No dladdr1(). Chapter 3 has another way; here it would only distract.
const char *instance_who(const void *address)
{
    (void)address;
    return "somebody";
}

#endif
