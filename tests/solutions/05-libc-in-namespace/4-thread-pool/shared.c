// shared.c - one meter for all threads: who is in it, and when may it go?
//
// One lock for all that is in this file. It is held for a few instructions, and
// never while the meter's code runs, or the loader's: both may take long, and
// may come back here.

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "enter.h"
#include "meter.h"
#include "namespace.h"
#include "own.h"
#include "shared.h"

// A thread in an instance, from its first call there on.
struct seat {
    pthread_t thread;
    void *state;
    struct seat *next;
};

struct instance {
    struct namespace space;
    const struct meter *meter;
    struct entrance door;
    struct shared *owner;
    long users;  // calls that run in it; one more as long as it is current
    struct seat *seats;
    struct instance *next;  // of all that have users
};

struct shared {
    const struct station *station;
    struct instance *current;  // NULL: closed
    int loaded;                // the current one, and those that went before
    pthread_cond_t fewer;      // of them
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct instance *all;
static pthread_key_t ends;
static int no_key;

// The place in the list where this thread's seat is, or the list's end.
static struct seat **find_seat(struct instance *instance)
{
    struct seat **place = &instance->seats;
    while (*place != NULL && !pthread_equal((*place)->thread, pthread_self()))
        place = &(*place)->next;
    return place;
}

static void remove_from_all(struct instance *instance)
{
    struct instance **place = &all;
    while (*place != instance)
        place = &(*place)->next;
    *place = instance->next;
}

// The seat is in no list any more.
static void free_seat(struct instance *instance, struct seat *seat)
{
    enter(&instance->door);
    instance->meter->detach(seat->state);
    free(seat);
}

// Nobody is in it, and nobody can find it.
static void unload(struct instance *instance)
{
    while (instance->seats != NULL) {
        struct seat *seat = instance->seats;
        instance->seats = seat->next;
        free_seat(instance, seat);
    }
    namespace_close(&instance->space);
    free(instance);
}

// The last one out takes it down.
static void leave(struct instance *instance)
{
    struct shared *owner = instance->owner;
    pthread_mutex_lock(&lock);
    bool last = --instance->users == 0;
    if (last)
        remove_from_all(instance);
    pthread_mutex_unlock(&lock);
    if (!last)
        return;
    unload(instance);
    pthread_mutex_lock(&lock);
    owner->loaded--;
    pthread_cond_broadcast(&owner->fewer);
    pthread_mutex_unlock(&lock);
}

// One seat of the thread that ends, or false. An instance without users is not
// among all: whoever unloads it sees to its seats.
static bool leave_seat(void)
{
    struct seat *seat = NULL;
    struct instance *instance;
    pthread_mutex_lock(&lock);
    for (instance = all; instance != NULL; instance = instance->next) {
        struct seat **place = find_seat(instance);
        seat = *place;
        if (seat != NULL) {
            *place = seat->next;
            instance->users++;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    if (seat == NULL)
        return false;
    free_seat(instance, seat);
    leave(instance);
    return true;
}

// The host's libc calls this: it has started the thread.
static void thread_ends(void *unused)
{
    (void)unused;
    while (leave_seat())
        ;
}

static void make_key(void)
{
    no_key = pthread_key_create(&ends, thread_ends);
}

// This thread's seat. Only the thread itself adds it, so it is not there twice.
static struct seat *take_seat(struct instance *instance)
{
    pthread_mutex_lock(&lock);
    struct seat *seat = *find_seat(instance);
    pthread_mutex_unlock(&lock);
    if (seat != NULL)
        return seat;
    if (pthread_setspecific(ends, &ends) != 0)
        return NULL;
    seat = malloc(sizeof *seat);
    void *state = seat == NULL ? NULL : instance->meter->attach();
    if (state == NULL) {
        free(seat);
        return NULL;
    }
    pthread_mutex_lock(&lock);
    *seat = (struct seat){pthread_self(), state, instance->seats};
    instance->seats = seat;
    pthread_mutex_unlock(&lock);
    return seat;
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
    if (handle != NULL && reason == NULL) {
        instance->door = enter_find(handle);
        return instance;
    }
    if (handle != NULL)
        snprintf(why, size, "%s: %s", path, reason);
    unload(instance);
    return NULL;
}

// With the lock held, or before anybody else knows it.
static void make_current(struct shared *shared, struct instance *instance)
{
    instance->owner = shared;
    instance->users = 1;
    instance->next = all;
    all = instance;
    shared->current = instance;
    shared->loaded++;
}

struct shared *shared_open(const char *path, const struct station *station,
                           char *why, size_t size)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    struct shared *shared = no_key ? NULL : calloc(1, sizeof *shared);
    if (shared == NULL) {
        snprintf(why, size, "%s: out of memory", path);
        return NULL;
    }
    struct instance *instance = load(path, station, why, size);
    if (instance == NULL) {
        free(shared);
        return NULL;
    }
    shared->station = station;
    pthread_cond_init(&shared->fewer, NULL);
    pthread_mutex_lock(&lock);
    make_current(shared, instance);
    pthread_mutex_unlock(&lock);
    return shared;
}

// The current instance, which stays until leave(); or NULL: closed.
static struct instance *use(struct shared *shared)
{
    pthread_mutex_lock(&lock);
    struct instance *instance = shared->current;
    if (instance != NULL)
        instance->users++;
    pthread_mutex_unlock(&lock);
    return instance;
}

int shared_call(struct shared *shared, struct sample *sample, char *why,
                size_t size)
{
    struct instance *instance = use(shared);
    if (instance == NULL) {
        snprintf(why, size, "closed");
        return -1;
    }
    enter(&instance->door);
    struct seat *seat = take_seat(instance);
    const char *reason = "no state";
    if (seat != NULL)
        reason = instance->meter->measure(seat->state, sample);
    if (reason != NULL)
        snprintf(why, size, "%s", reason);  // its memory may go with leave()
    leave(instance);
    return reason == NULL ? 0 : -1;
}

int shared_replace(struct shared *shared, const char *path, char *why,
                   size_t size)
{
    struct instance *instance = load(path, shared->station, why, size);
    if (instance == NULL)
        return -1;
    pthread_mutex_lock(&lock);
    struct instance *before = shared->current;
    if (before != NULL)
        make_current(shared, instance);
    pthread_mutex_unlock(&lock);
    if (before == NULL) {
        snprintf(why, size, "closed");
        unload(instance);
        return -1;
    }
    leave(before);
    return 0;
}

void shared_close(struct shared *shared)
{
    pthread_mutex_lock(&lock);
    struct instance *instance = shared->current;
    shared->current = NULL;
    pthread_mutex_unlock(&lock);
    if (instance != NULL)
        leave(instance);
    pthread_mutex_lock(&lock);
    while (shared->loaded > 0)
        pthread_cond_wait(&shared->fewer, &lock);
    pthread_mutex_unlock(&lock);
}

void shared_free(struct shared *shared)
{
    pthread_cond_destroy(&shared->fewer);
    free(shared);
}
