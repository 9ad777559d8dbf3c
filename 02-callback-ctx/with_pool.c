// with_pool.c - a fixed API, and a callback from the pool for each place.
//
// Usage:        with_pool PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "fixed_host.h"
#include "pool.h"

static void report(void *ctx, double value)
{
    place_report(ctx, value);
}

static fixed_report *attach(struct place *place)
{
    fixed_report *callback = pool_take(report, place);
    if (callback == NULL && errno == EAGAIN)
        fprintf(stderr,
                "with_pool: %s: cannot start: all %d callbacks are in use\n",
                place->name, POOL_SIZE);
    else if (callback == NULL)
        fprintf(stderr, "with_pool: %s: cannot start: %s\n", place->name,
                strerror(errno));
    return callback;
}

static void detach(struct place *place)
{
    pool_give_back(place->report);
}

int main(int argc, char *argv[])
{
    static const struct way way = {
        .program = "with_pool", .attach = attach, .detach = detach};
    return fixed_host(&way, argc, argv);
}
