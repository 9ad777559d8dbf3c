// instance.c - loads a sensor in one of the ways, and recognizes its calls.

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

// All open instances, and the lock for that list. No thread holds it during a
// load, an unload or a call: a sensor's code may run then, and ask for its
// name.
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

// fork() copies the lock, but not the thread that may hold it. So the thread
// that forks takes it first, and parent and child release it.
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

// Loads first what the sensor must find there, then the sensor.
static bool open_isolated(struct instance *instance, char *why, size_t size)
{
    const struct way *way = instance->way;
    struct namespace *space = &instance->space;
    // Fill it before loading the sensor, whose constructors may call.
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

// Removes map from instances that are being closed. If the loader has given
// their link map to a new instance, theirs is gone. (Or dlopen() has opened the
// same file twice, and the link map stays for the new instance.)
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

// Appends the instance to the list, and gives it the lowest free channel. The
// number of open instances would not do, because one of them may have it.
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

// Finds the sensor's table, and gives the sensor what it needs. Returns NULL
// with the instance in the list, or why the sensor cannot be used.
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
    // A path or a name that was cut might be another instance's.
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
    // The instance leaves the list after the unload, so that a destructor's
    // report still belongs to it. But once it is unloaded, another thread may
    // get its link map.
    pthread_mutex_lock(&lock);
    instance->closing = true;
    pthread_mutex_unlock(&lock);
    bool unloaded = close_files(instance);
    delist(instance);
    free(instance);
    return unloaded;
}

#ifdef __GLIBC__

// Adds the whole name, or nothing if there is no room.
static void add_name(char *names, size_t size, const char *name)
{
    size_t n = strlen(names);
    if (n + strlen(" or ") + strlen(name) < size)
        snprintf(names + n, size - n, "%s%s", n == 0 ? "" : " or ", name);
}

// Both functions find objects in all namespaces. dladdr1() takes the loader's
// lock, and may wait for a destructor that waits for us (chapter 4).
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

// As in chapter 4: from the address to its link map, and to the instance.
const char *instance_who(const void *address)
{
    static _Thread_local char names[640];  // room for nine, or more
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

// This C library has no dladdr1(). Chapter 3 has another way; here it would
// only distract.
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
