// with_tls.c - a fixed API, and a variable set around each call.
//
// Usage:        with_tls PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.
//
// Whoever is being called now is the one who calls back: right as long as the
// plugin reports within the call, and from the same thread. fixed_later.so
// makes it lie, and fixed_thread.so makes it not know.

#include <stddef.h>

#include "fixed_host.h"

// One for each thread: with one for all, two threads would overwrite each
// other's.
static _Thread_local struct place *current;

static void report(double value)
{
    place_report(current, value);
}

static fixed_report *attach(struct place *place)
{
    (void)place;
    return report;
}

static void enter(struct place *place)
{
    current = place;
}

// Without this, a report that comes from nowhere would be blamed on whoever
// was called last. (A host whose callbacks call into plugins again has to put
// the outer place back here, and not NULL.)
static void leave(struct place *place)
{
    (void)place;
    current = NULL;
}

int main(int argc, char *argv[])
{
    static const struct way way = {.program = "with_tls",
                                   .attach = attach,
                                   .enter = enter,
                                   .leave = leave};
    return fixed_host(&way, argc, argv);
}
