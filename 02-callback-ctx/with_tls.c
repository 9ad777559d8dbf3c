// with_tls.c - a fixed API, and a thread-local variable set around each call.
//
// Usage:        with_tls PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.
//
// The host assumes that the place whose call is running is the one that
// reports. That is right as long as the plugin reports within the call, and
// from the same thread. With fixed_later.so it names the wrong place, and with
// fixed_thread.so none.

#include <stddef.h>

#include "fixed_host.h"

// One for each thread: two threads would overwrite a common one.
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

// Without this, the host would blame a stray report on the place that it called
// last. (A host whose callbacks call into plugins again has to restore the
// outer place here, not NULL.)
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
