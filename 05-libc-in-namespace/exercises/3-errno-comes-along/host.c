// host.c - load the bridge, fill it, load the guest behind it, have it call.
//
// Usage:        host BRIDGE.so GUEST.so BEFORE STALE WORD NUMBER VALUE STEP...
//               BEFORE  the guest's errno before each call
//               STALE   the host's errno before each call: left from something
//                       else. What both are afterwards is printed.
//               WORD, NUMBER, VALUE are handed on in the STEPs, see below.
// Exit status:  0 done, 1 something could not be used, 2 usage.

#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const struct bridge functions = {
    .put = store_put,
    .get = store_get,
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
    if (strcmp(step, "count") == 0)
        return (double)guest->count(error);
    if (strcmp(step, "limit") == 0)
        return (double)guest->limit(number, error);
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
    double length = (double)guest->name(0, name, sizeof name, error);
    printf("the name is %s\n", name);
    return length;
}

static void *make_call(void *step)
{
    int error = before;
    errno = stale;
    double result = call(step, &error);
    int ours = errno;
    if (isnan(result))
        printf("%s: nan", (char *)step);
    else
        printf("%s: %.2f", (char *)step, result);
    printf(", errno %d, the host's %d\n", error, ours);
    return NULL;
}

// A step "@STEP" is made by another thread.
static void make(char *step)
{
    pthread_t thread;
    if (step[0] != '@')
        make_call(step);
    else if (pthread_create(&thread, NULL, make_call, step + 1) == 0)
        pthread_join(thread, NULL);
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
    for (int i = 8; i < argc; i++)
        make(argv[i]);
    namespace_close(&space);
    return 0;
}
