// fixed_host.h - a host for a fixed API that leaves one thing open: how a
// report finds its place.
//
// anonymous.c and with_*.c each fill in a struct way and let fixed_host() do
// the rest: the same plugins, the same order of calls. order.c does so, too,
// and prints that order.

#ifndef FIXED_HOST_H
#define FIXED_HOST_H

#include "fixed.h"

// What the host knows about one instance. With a context, this would be it.
struct place {
    const char *name;
    struct instance *instance;
    fixed_report *report;  // the callback that the instance got
};

struct way {
    const char *program;  // for messages

    // Returns a callback for the place, or NULL after saying why on stderr.
    fixed_report *(*attach)(struct place *place);

    // Called when the place's instance is gone, and calls no more. May be NULL.
    void (*detach)(struct place *place);

    // Called before and after each call into the plugin that is made for one
    // place. May be NULL.
    void (*enter)(struct place *place);
    void (*leave)(struct place *place);
};

// Prints "name: value", or "somebody: value" if place is NULL. The reports of
// all programs but order.c end here.
void place_report(const struct place *place, double value);

// Runs the program with the arguments PLUGIN.so PLACE... in argv. Returns the
// exit status: 0 all places reported, 1 some could not be made, 2 usage.
int fixed_host(const struct way *way, int argc, char *argv[]);

#endif
