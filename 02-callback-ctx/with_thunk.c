// with_thunk.c - a fixed API, and a callback made at run time for each place.
//
// Usage:        with_thunk PLUGIN.so PLACE...
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
                "with_thunk: %s: cannot start: all %d thunks are in use\n",
                place->name, THUNK_COUNT);
    else if (callback == NULL)
        fprintf(stderr, "with_thunk: %s: cannot start: %s\n", place->name,
                strerror(errno));
    return callback;
}

static void detach(struct place *place)
{
    thunk_give_back(thunks, place->report);
}

// As late as possible: with musl dlclose() unloads nothing, and a plugin's
// destructor runs when the process ends. The program's destructors run after
// that.
__attribute__((destructor)) static void unmap(void)
{
    if (thunks != NULL)
        thunks_unmap(thunks);
}

int main(int argc, char *argv[])
{
    static const struct way way = {
        .program = "with_thunk", .attach = attach, .detach = detach};
    thunks = thunks_map();
    if (thunks == NULL || thunks_seal(thunks) != 0) {
        fprintf(stderr, "with_thunk: thunks: cannot make them: %s\n",
                errno == ENOTSUP ? "no template for this machine"
                                 : strerror(errno));
        return 1;
    }
    return fixed_host(&way, argc, argv);
}
