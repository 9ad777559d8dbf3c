// fixed_host.h - the host for a fixed API, but for the one thing that matters:
// how a report finds its place.
//
// anonymous.c, with_pool.c, with_thunk.c and with_tls.c each fill in a struct
// way and have fixed_host() do the rest: the same plugins, the same order of
// calls. order.c does too, in order to show it.

#ifndef FIXED_HOST_H
#define FIXED_HOST_H

#include "fixed.h"

// What the host knows about one instance: what would be the context.
struct place {
    const char *name;
    struct instance *instance;
    fixed_report *report;  // the callback that this place's plugin got
};

struct way {
    const char *program;  // for messages

    // Returns a callback for the place, or NULL after saying why on stderr.
    fixed_report *(*attach)(struct place *place);

    // The place's instance is gone and will not call any more. May be NULL.
    void (*detach)(struct place *place);

    // Called around each call into the plugin that is made for one place. They
    // may be NULL.
    void (*enter)(struct place *place);
    void (*leave)(struct place *place);
};

// Prints "name: value", or "somebody: value" if place is NULL: where all four
// programs' reports end.
void place_report(const struct place *place, double value);

// Runs the program: argv is PLUGIN.so PLACE... . Returns the exit status: 0
// all places reported, 1 some could not be made, 2 usage.
int fixed_host(const struct way *way, int argc, char *argv[]);

#endif
