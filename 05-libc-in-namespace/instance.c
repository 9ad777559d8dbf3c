// instance.c - load a sensor in one of the ways, and know it again.

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forward.h"
#include "instance.h"
#include "own.h"

static const struct way ways[] = {
    {"dlopen", NULL, false, false, false},
    {"dlmopen", NULL, true, false, false},
    {"table", NULL, true, false, false},
    {"copy", "build/station.so", true, false, false},
    {"forward", "build/forward_station.so", true, true, false},
    {"data", "build/forward_data.so", true, true, false},
};

// All that are open, and the lock for that list. It is never held while
// anything is loaded, unloaded or called: code of a sensor may run then, and
// ask who it is.
static struct instance *all;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void lock_all(void)
{
    pthread_mutex_lock(&lock);
}

static void unlock_all(void)
{
    pthread_mutex_unlock(&lock);
}

// fork() copies the lock, and not the thread that may hold it. So the thread
// that forks takes it first, and parent and child give it back.
__attribute__((constructor)) static void prepare_for_fork(void)
{
    pthread_atfork(lock_all, unlock_all, unlock_all);
}

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
    if (instance->way->copied) {
        bool opened = copy_open(&instance->copy, instance->path, why, size);
        instance->handle = instance->copy.handle;
        return opened;
    }
    instance->handle = dlopen(instance->path, RTLD_NOW);
    if (instance->handle == NULL)
        snprintf(why, size, "%s", dlerror());
    return instance->handle != NULL;
}

static bool close_files(struct instance *instance)
{
    bool unloaded = true;
    if (instance->copy.handle != NULL)
        unloaded = copy_close(&instance->copy);
    else if (!instance->way->isolated && instance->handle != NULL)
        dlclose(instance->handle);
    namespace_close(&instance->space);
    return unloaded;
}

// The loader has given the new instance the link map of one that is being
// closed: what that one had there is gone. (Or it is the same file, opened
// twice by dlopen(), and then it stays for the new one.)
static void displace(const struct link_map *map)
{
    pthread_mutex_lock(&lock);
    for (struct instance *one = all; one != NULL; one = one->next) {
        if (one->closing && one->map == map)
            one->map = NULL;
    }
    pthread_mutex_unlock(&lock);
}

static bool channel_taken(const char *path, int channel)
{
    for (struct instance *one = all; one != NULL; one = one->next) {
        if (one->channel == channel && strcmp(one->path, path) == 0)
            return true;
    }
    return false;
}

// Puts it at the end of the list, with a channel of its own: the lowest that
// is free, since the number of those that are open may belong to one of them.
static void enlist(struct instance *instance)
{
    pthread_mutex_lock(&lock);
    while (channel_taken(instance->path, instance->channel))
        instance->channel++;
    struct instance **link = &all;
    while (*link != NULL)
        link = &(*link)->next;
    *link = instance;
    pthread_mutex_unlock(&lock);
}

static void delist(struct instance *instance)
{
    pthread_mutex_lock(&lock);
    struct instance **link = &all;
    while (*link != instance)
        link = &(*link)->next;
    *link = instance->next;
    pthread_mutex_unlock(&lock);
}

// Finds the sensor's table, and gives the sensor what it needs. Returns NULL,
// and then the instance is in the list; or why the sensor cannot be used.
static const char *take(struct instance *instance)
{
    const struct sensor *sensor = own_symbol(instance->handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI)
        return "not a sensor for this host";
    if (dlinfo(instance->handle, RTLD_DI_LINKMAP, &instance->map) != 0)
        return "it has no link map";
    displace(instance->map);
    instance->sensor = sensor;
    instance->door = enter_find(instance->handle);
    if (sensor->start != NULL)
        sensor->start(station_table());

    enlist(instance);
    if (sensor->setup(instance->channel) == 0)
        return NULL;
    delist(instance);
    return "it has no such channel";
}

struct instance *instance_open(const struct way *way, const char *name,
                               const char *path, char *why, size_t size)
{
    struct instance *instance = calloc(1, sizeof *instance);
    // Half a path, or half a name, may be another's.
    const char *wrong =
        instance == NULL                        ? "out of memory"
        : strlen(path) >= sizeof instance->path ? "its path is too long"
        : strlen(name) >= sizeof instance->name ? "its name is too long"
                                                : namespace_no_file(path);
    if (wrong != NULL) {
        snprintf(why, size, "%s: %s", path, wrong);
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
    return instance;
}

bool instance_close(struct instance *instance)
{
    // Out of the list afterwards: a destructor's report is still this one's.
    // But as soon as it is unloaded, another thread may get its link map.
    pthread_mutex_lock(&lock);
    instance->closing = true;
    pthread_mutex_unlock(&lock);
    bool unloaded = close_files(instance);
    delist(instance);
    free(instance);
    return unloaded;
}

#ifdef __GLIBC__

// A name for which there is no room is left out, and not cut.
static void add_name(char *names, size_t size, const char *name)
{
    size_t n = strlen(names);
    if (n + strlen(" or ") + strlen(name) < size)
        snprintf(names + n, size - n, "%s%s", n == 0 ? "" : " or ", name);
}

// Both know the objects of all namespaces. dladdr1() takes the loader's lock,
// and may wait for a destructor that waits for us (chapter 4).
#if __GLIBC_PREREQ(2, 35)
static struct link_map *map_of(const void *address)
{
    struct dl_find_object found;
    if (_dl_find_object((void *)address, &found) != 0)
        return NULL;
    return found.dlfo_link_map;
}
#else
static struct link_map *map_of(const void *address)
{
    Dl_info info;
    void *map;
    if (dladdr1(address, &info, &map, RTLD_DL_LINKMAP) == 0)
        return NULL;
    return map;
}
#endif

struct instance *instance_of(const void *address)
{
    const struct link_map *map = map_of(address);
    if (map == NULL)
        return NULL;
    pthread_mutex_lock(&lock);
    struct instance *one = all;
    while (one != NULL && one->map != map)
        one = one->next;
    pthread_mutex_unlock(&lock);
    return one;
}

// Chapter 4's answer: the address, its link map, the instance.
const char *instance_who(const void *address)
{
    static _Thread_local char names[640];  // nine, or more
    static const char mine;                // an address in this program
    const struct link_map *map = map_of(address);
    names[0] = '\0';
    if (map == NULL)
        return "nobody";
    if (map == map_of(&mine))
        return "host";
    pthread_mutex_lock(&lock);
    for (struct instance *one = all; one != NULL; one = one->next) {
        if (one->map == map)
            add_name(names, sizeof names, one->name);
    }
    pthread_mutex_unlock(&lock);
    return names[0] == '\0' ? "nobody" : names;
}

#else

// No dladdr1(). Chapter 3 has another way; here it would only distract.
struct instance *instance_of(const void *address)
{
    (void)address;
    return NULL;
}

const char *instance_who(const void *address)
{
    (void)address;
    return "somebody";
}

#endif
