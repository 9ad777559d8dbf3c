// visit.c - instances that come and go.

#include <stdio.h>
#include <stdlib.h>

#include "own.h"
#include "visit.h"

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
        // TODO: what is left behind here?
        free(visit);
        return NULL;
    }
    return visit;
}

void visit_close(struct visit *visit)
{
    // TODO: in which order may instances be unloaded?
    unload(&visit->loaded);
    free(visit);
}
