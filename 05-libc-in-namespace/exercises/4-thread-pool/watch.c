// watch.c - stands between shared.c and what it calls: see watch.h.
//
// The host is linked so that what shared.c asks of malloc(), enter_find() and
// the like comes by here first (--wrap).

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "enter.h"
#include "watch.h"

_Thread_local int watch_hold = NOWHERE, watch_fail = NOWHERE;
_Thread_local watch_action *watch_act;
_Thread_local bool watch_no_memory;

atomic_long watch_events[METER_STOP + 1];
atomic_long watch_wrong, watch_twice, watch_not_entered, watch_blocks;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int held, gone;  // how many have stopped; how often all went on

static void hold(void)
{
    pthread_mutex_lock(&lock);
    int before = gone;
    held++;
    pthread_cond_broadcast(&changed);
    while (gone == before)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

void watch_held(int threads)
{
    pthread_mutex_lock(&lock);
    while (held < threads)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

void watch_go(void)
{
    pthread_mutex_lock(&lock);
    held = 0;
    gone++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static const char *volatile waits_for = "";

static void in_vain(int signal)
{
    static const char before[] = "in vain: ";
    (void)signal;
    (void)!write(1, before, sizeof before - 1);
    (void)!write(1, waits_for, strlen(waits_for));
    (void)!write(1, "\n", 1);
    _exit(1);
}

void watch_waits(const char *what)
{
    struct sigaction action = {.sa_handler = in_vain};
    waits_for = what;
    sigaction(SIGALRM, &action, NULL);
    alarm(what == NULL ? 0 : 8);
}

// The entrances of what is loaded, and those that this thread came through.
#define DOORS 64
static struct entrance doors[DOORS];
static _Thread_local unsigned long known[DOORS];
static _Thread_local unsigned nknown;

struct entrance __real_enter_find(void *handle);
struct entrance __wrap_enter_find(void *handle);
void __real_enter_first(const struct entrance *door);
void __wrap_enter_first(const struct entrance *door);

struct entrance __wrap_enter_find(void *handle)
{
    struct entrance door = __real_enter_find(handle);
    pthread_mutex_lock(&lock);
    for (int i = 0; i < DOORS; i++) {
        if (doors[i].number == 0) {
            doors[i] = door;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    return door;
}

void __wrap_enter_first(const struct entrance *door)
{
    __real_enter_first(door);
    known[nknown++ % DOORS] = door->number;
}

static bool came_through(unsigned long number)
{
    for (int i = 0; i < DOORS; i++) {
        if (known[i] == number)
            return number != 0;
    }
    return false;
}

// Did this thread enter the instance with that libc? If the instance goes, its
// entrances are dead: the next libc may get their address.
static bool entered(const struct visit *visit)
{
    bool yes = false;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < DOORS; i++) {
        if (doors[i].its_uselocale != visit->its_uselocale)
            continue;
        yes = yes || came_through(doors[i].number);
        if (visit->event == METER_STOP)
            doors[i] = (struct entrance){NULL, 0};
    }
    pthread_mutex_unlock(&lock);
    return yes || visit->event == METER_START || visit->event == METER_STOP;
}

static int here(struct visit *visit)
{
    long nth = ++watch_events[visit->event];
    if (visit->event == METER_START)
        visit->instance = nth;
    if (visit->event == METER_DETACH)
        watch_twice += visit->wrong;
    else
        watch_wrong += visit->wrong;
    watch_not_entered += !entered(visit);
    if (watch_hold == (int)visit->event) {
        watch_hold = NOWHERE;
        hold();
    }
    if (watch_act != NULL && visit->event == METER_MEASURE) {
        watch_action *act = watch_act;
        watch_act = NULL;
        act();
    }
    if (watch_fail != (int)visit->event)
        return 0;
    watch_fail = NOWHERE;
    if (visit->event == METER_ATTACH)
        watch_events[METER_ATTACH]--;  // nothing that could be detached
    return -1;
}

const struct station watch = {.here = here};

void *__real_malloc(size_t size);
void *__real_calloc(size_t number, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strdup(const char *text);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t number, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *memory);

// What is in memory that nobody has filled in, or that was freed.
static void spoil(void *memory)
{
    if (memory != NULL)
        memset(memory, 0xa5, malloc_usable_size(memory));
}

void *__wrap_malloc(size_t size)
{
    void *memory = watch_no_memory ? NULL : __real_malloc(size);
    spoil(memory);
    watch_blocks += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t number, size_t size)
{
    void *memory = watch_no_memory ? NULL : __real_calloc(number, size);
    watch_blocks += memory != NULL;
    return memory;
}

void *__wrap_realloc(void *memory, size_t size)
{
    void *larger = watch_no_memory ? NULL : __real_realloc(memory, size);
    watch_blocks += memory == NULL && larger != NULL;
    return larger;
}

char *__wrap_strdup(const char *text)
{
    char *copy = watch_no_memory ? NULL : __real_strdup(text);
    watch_blocks += copy != NULL;
    return copy;
}

void __wrap_free(void *memory)
{
    spoil(memory);
    watch_blocks -= memory != NULL;
    __real_free(memory);
}

// The thread sanitizer asks this. glibc keeps what all namespaces may free
// later in one list, under a lock of the loader's own. The sanitizer does not
// see that lock, and takes dlclose() for a race with another thread's load.
const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void)
{
    return "race:_dl_close_worker\n";
}
