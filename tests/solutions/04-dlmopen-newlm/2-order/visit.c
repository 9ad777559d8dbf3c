// visit.c - instances that come and go.
//
// They are unloaded in the reverse order of loading, whatever the order in
// which the visits end: one that ends too early waits until all above it have
// ended.

#include <stdio.h>
#include <stdlib.h>

#include "own.h"
#include "visit.h"

static struct visit *top;  // the one that was loaded last

// Why the visit cannot be used, or NULL.
static const char *start(struct visit *visit, int seed)
{
    visit->meter = own_symbol(visit->loaded.handle, METER_SYMBOL);
    if (visit->meter == NULL)
        return "not a meter";
    if (visit->meter->abi != METER_ABI)
        return "wrong meter ABI";
    if (visit->meter->start(seed) != 0)
        return "cannot start";
    return NULL;
}

struct visit *visit_open(const char *path, int seed, char *why, size_t size)
{
    struct visit *visit = calloc(1, sizeof *visit);
    if (visit == NULL) {
        snprintf(why, size, "out of memory");
        return NULL;
    }
    if (!load(&visit->loaded, LOAD_DLMOPEN, path, why, size)) {
        free(visit);
        return NULL;
    }
    const char *reason = start(visit, seed);
    if (reason != NULL) {
        snprintf(why, size, "%s", reason);
        unload(&visit->loaded);  // nothing was loaded after it
        free(visit);
        return NULL;
    }
    visit->below = top;
    top = visit;
    return visit;
}

void visit_close(struct visit *visit)
{
    visit->over = true;
    while (top != NULL && top->over) {
        struct visit *last = top;
        top = last->below;
        unload(&last->loaded);
        free(last);
    }
}
