// with_assembled.c - a fixed API, and an assembled thunk for each place.
//
// Usage:        with_assembled PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "fixed_host.h"
#include "thunks.h"

static struct thunks *thunks;

static void report(void *ctx, double value)
{
    place_report(ctx, value);
}

static fixed_report *attach(struct place *place)
{
    fixed_report *callback = thunk_take(thunks, report, place);
    if (callback == NULL && errno == EAGAIN)
        fprintf(stderr,
                "with_assembled: %s: cannot start: all %d thunks are in use\n",
                place->name, THUNK_COUNT);
    else if (callback == NULL)
        fprintf(stderr, "with_assembled: %s: cannot start: %s\n", place->name,
                strerror(errno));
    return callback;
}

static void detach(struct place *place)
{
    thunk_give_back(thunks, place->report);
}

int main(int argc, char *argv[])
{
    static const struct way way = {
        .program = "with_assembled", .attach = attach, .detach = detach};
    thunks = thunks_assembled();
    if (thunks == NULL) {
        fprintf(stderr, "with_assembled: thunks: there are none for this "
                        "machine\n");
        return 1;
    }
    return fixed_host(&way, argc, argv);
}
