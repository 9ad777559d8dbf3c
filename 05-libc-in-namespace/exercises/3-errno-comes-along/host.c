// host.c - load the bridge, fill it, load the guest behind it, have it call.
//
// Usage:        host BRIDGE.so GUEST.so BEFORE STALE WORD NUMBER VALUE STEP...
//               BEFORE  the guest's errno before each call
//               STALE   the host's errno before each call: left from something
//                       else. What both are afterwards is printed.
//               "@STEP" is made by another thread, "&STEP &STEP" by two at
//               once
//               WORD, NUMBER, VALUE are handed on in the STEPs, see below.
// Exit status:  0 done, 1 something could not be used, 2 usage.

#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bridge.h"
#include "guest.h"
#include "namespace.h"
#include "own.h"
#include "store.h"

static const struct guest *guest;
static int before, stale, number;
static const char *word;
static double value;

static void ignore(int first, ...)
{
    (void)first;
}

// Takes as many arguments as a machine passes in registers.
static void (*volatile fill)(int first, ...) = ignore;

// The arguments of the call that is on its way have left their registers when
// this returns, as after any other function. Who does not hand them on cannot
// be lucky and find them there.
static int *errno_place(void)
{
    fill(-1, -2L, -3L, -4L, -5L, -6L, -7L, -8L, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6,
         0.7, 0.8);
    return &errno;
}

// Two calls that are to be made at once wait for each other in here; but not
// for long, as a bridge may let only one in.
static bool meeting;
static atomic_int arrived;
static pthread_mutex_t store_lock = PTHREAD_MUTEX_INITIALIZER;

static void meet(void)
{
    if (!meeting)
        return;
    atomic_fetch_add(&arrived, 1);
    for (int i = 0; i < 200 && atomic_load(&arrived) % 2 != 0; i++)
        usleep(1000);
}

// One half of a call, the other half, and the store itself for one thread.
static int put(const char *name, double number_to_put)
{
    meet();
    pthread_mutex_lock(&store_lock);
    int result = store_put(name, number_to_put);
    pthread_mutex_unlock(&store_lock);
    meet();
    return result;
}

static double get(const char *name)
{
    meet();
    pthread_mutex_lock(&store_lock);
    double result = store_get(name);
    pthread_mutex_unlock(&store_lock);
    meet();
    return result;
}

static const struct bridge functions = {
    .put = put,
    .get = get,
    .vlog = store_vlog,
    .control = store_control,
    .errno_place = errno_place,
};

// Makes one call, and returns its result as a double. *error is the guest's
// errno, before and after.
static double call(const char *step, int *error)
{
    char name[32] = "none";
    if (strcmp(step, "put") == 0)
        return guest->put(word, value, error);
    if (strcmp(step, "put-nan") == 0)
        return guest->put("nan", (double)NAN, error);
    if (strcmp(step, "put-nothing") == 0)
        return guest->put("", value, error);
    if (strcmp(step, "get") == 0)
        return guest->get(word, error);
    if (strcmp(step, "get-nan") == 0)
        return guest->get("nan", error);
    if (strcmp(step, "get-nothing") == 0)
        return guest->get("nothing", error);
    if (strcmp(step, "log") == 0)
        return guest->log(word, number, error);
    if (strcmp(step, "log-nothing") == 0)
        return guest->log_nothing(error);
    if (strcmp(step, "vlog") == 0)
        return guest->vlog(error, "%s %d", word, number);
    if (strcmp(step, "vlog-nothing") == 0)
        return guest->vlog(error, "", word, number);
    if (strcmp(step, "count") == 0)
        return (double)guest->count(error);
    if (strcmp(step, "limit") == 0)
        return (double)guest->limit(number, error);
    if (strcmp(step, "limit-large") == 0)  // 2 bytes of it are a small number
        return (double)guest->limit(number + 0x10000, error);
    if (strcmp(step, "scale") == 0)
        return (double)guest->scale(value, error);
    if (strcmp(step, "scale-nan") == 0)
        return (double)guest->scale((double)NAN, error);
    if (strcmp(step, "unknown") == 0)
        return (double)guest->unknown(number + 1000, error);
    if (strcmp(step, "own") == 0)
        return guest->own(error);
    if (strcmp(step, "name-small") == 0)
        return (double)guest->name(0, name, 2, error);
    size_t size = sizeof name;
    if (strcmp(step, "name-large") == 0)  // its lower half is 0
        size = (size_t)1 << (4 * sizeof size);
    double length = (double)guest->name(0, name, size, error);
    printf("the name is %s\n", name);
    return length;
}

// What has to be printed of a call.
struct made {
    const char *step;
    int more;  // than before and stale
    double result;
    int error, ours;
};

static void *make_call(void *arg)
{
    struct made *made = arg;
    made->error = before + made->more;
    errno = stale + made->more;
    made->result = call(made->step, &made->error);
    made->ours = errno;
    return NULL;
}

static void show(const struct made *made)
{
    if (isnan(made->result))
        printf("%s: nan", made->step);
    else
        printf("%s: %.2f", made->step, made->result);
    printf(", errno %d, the host's %d\n", made->error, made->ours);
}

// Two threads make these two calls at once. The second one's numbers are one
// more.
static void make_two(const char *step, const char *other)
{
    pthread_t thread;
    struct made one = {.step = step}, two = {.step = other, .more = 1};
    meeting = true;
    if (pthread_create(&thread, NULL, make_call, &one) == 0) {
        make_call(&two);
        pthread_join(thread, NULL);
    }
    meeting = false;
    show(&one);
    show(&two);
}

// A step "@STEP" is made by another thread.
static void make(const char *step)
{
    pthread_t thread;
    struct made made = {.step = step + (step[0] == '@')};
    if (step[0] != '@')
        make_call(&made);
    else if (pthread_create(&thread, NULL, make_call, &made) == 0)
        pthread_join(thread, NULL);
    show(&made);
}

static int load(struct namespace *space, char *argv[], char *why, size_t size)
{
    void *handle = namespace_add(space, argv[1], why, size);
    struct bridge *bridge =
        handle == NULL ? NULL : own_symbol(handle, BRIDGE_SYMBOL);
    if (bridge == NULL) {
        if (handle != NULL)
            snprintf(why, size, "%s: it has no bridge", argv[1]);
        return -1;
    }
    *bridge = functions;
    handle = namespace_add(space, argv[2], why, size);
    guest = handle == NULL ? NULL : own_symbol(handle, GUEST_SYMBOL);
    if (handle != NULL && guest == NULL)
        snprintf(why, size, "%s: it is no guest", argv[2]);
    return guest == NULL ? -1 : 0;
}

int main(int argc, char *argv[])
{
    if (argc < 8) {
        fprintf(stderr, "usage: host BRIDGE.so GUEST.so BEFORE STALE WORD "
                        "NUMBER VALUE STEP...\n");
        return 2;
    }
    struct namespace space = {0};
    char why[512];
    if (load(&space, argv, why, sizeof why) != 0) {
        fprintf(stderr, "host: %s\n", why);
        namespace_close(&space);
        return 1;
    }
    before = atoi(argv[3]);
    stale = atoi(argv[4]);
    word = argv[5];
    number = atoi(argv[6]);
    value = atof(argv[7]);
    for (int i = 8; i < argc; i++) {
        if (argv[i][0] == '&' && i + 1 < argc) {
            make_two(argv[i] + 1, argv[i + 1] + 1);
            i++;
        } else {
            make(argv[i]);
        }
    }
    namespace_close(&space);
    return 0;
}
