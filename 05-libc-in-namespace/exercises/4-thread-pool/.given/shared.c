// shared.c - one meter for all threads: who is in it, and when may it go?

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "enter.h"
#include "meter.h"
#include "namespace.h"
#include "own.h"
#include "shared.h"

struct instance {
    struct namespace space;
    const struct meter *meter;
    // TODO: who is in it, and the states of the threads.
    void *state;
};

struct shared {
    const struct station *station;
    struct instance *current;  // NULL: closed
};

static void unload(struct instance *instance)
{
    // TODO: not before the last call has returned.
    if (instance->state != NULL)
        instance->meter->detach(instance->state);
    namespace_close(&instance->space);
    free(instance);
}

// Returns NULL after saying why.
static struct instance *load(const char *path, const struct station *station,
                             char *why, size_t size)
{
    struct instance *instance = calloc(1, sizeof *instance);
    if (instance == NULL) {
        snprintf(why, size, "%s: out of memory", path);
        return NULL;
    }
    void *handle = namespace_add(&instance->space, path, why, size);
    const char *reason = "not a meter";
    if (handle != NULL)
        instance->meter = own_symbol(handle, METER_SYMBOL);
    if (instance->meter != NULL)
        reason = instance->meter->start(station);
    if (handle != NULL && reason == NULL)
        return instance;
    if (handle != NULL)
        snprintf(why, size, "%s: %s", path, reason);
    unload(instance);
    return NULL;
}

struct shared *shared_open(const char *path, const struct station *station,
                           char *why, size_t size)
{
    struct shared *shared = calloc(1, sizeof *shared);
    if (shared == NULL) {
        snprintf(why, size, "%s: out of memory", path);
        return NULL;
    }
    shared->station = station;
    shared->current = load(path, station, why, size);
    if (shared->current != NULL)
        return shared;
    free(shared);
    return NULL;
}

int shared_call(struct shared *shared, struct sample *sample, char *why,
                size_t size)
{
    // TODO: other threads call, too; and while they do, one replaces the meter.
    struct instance *instance = shared->current;
    if (instance->state == NULL)
        instance->state = instance->meter->attach();
    const char *reason = instance->meter->measure(instance->state, sample);
    if (reason != NULL)
        snprintf(why, size, "%s", reason);
    return reason == NULL ? 0 : -1;
}

int shared_replace(struct shared *shared, const char *path, char *why,
                   size_t size)
{
    // TODO
    struct instance *instance = load(path, shared->station, why, size);
    if (instance == NULL)
        return -1;
    unload(shared->current);
    shared->current = instance;
    return 0;
}

void shared_close(struct shared *shared)
{
    // TODO: wait for the calls, and refuse later ones.
    if (shared->current != NULL)
        unload(shared->current);
    shared->current = NULL;
}

void shared_free(struct shared *shared)
{
    free(shared);
}
