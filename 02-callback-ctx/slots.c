// slots.c - which slot is free, and the pairs: each is made once, and kept.
//
// The pairs are in a tree of the C library's, tsearch(3), so that finding one
// among a million takes some twenty comparisons.

#include <errno.h>
#include <search.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "slots.h"

_Static_assert(sizeof(struct slot) == SLOT_SIZE, "templates know the size");

// Any order will do, as long as it is always the same.
static int compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct pair));
}

static const struct pair *new_pair(void **tree, struct pair wanted)
{
    struct pair *pair = malloc(sizeof *pair);
    if (pair == NULL)
        return NULL;
    *pair = wanted;
    if (tsearch(pair, tree, compare) == NULL) {
        free(pair);
        return NULL;
    }
    return pair;
}

// Returns the pair of these two, or NULL if there is no memory for it.
static const struct pair *pair_of(void **tree, void (*target)(void *, double),
                                  void *ctx)
{
    struct pair wanted = {target, ctx};
    struct pair *const *found = tfind(&wanted, tree, compare);
    return found != NULL ? *found : new_pair(tree, wanted);
}

int slots_take(struct slots *slots, void (*target)(void *ctx, double value),
               void *ctx)
{
    int n = 0;
    while (n < slots->count && slots->first[n].taken)
        n++;
    if (n == slots->count) {
        errno = EAGAIN;
        return -1;
    }
    // Both now, so that giving back cannot fail.
    const struct pair *pair = pair_of(&slots->pairs, target, ctx);
    const struct pair *late = pair_of(&slots->pairs, target, NULL);
    if (pair == NULL || late == NULL)
        return -1;

    struct slot *slot = &slots->first[n];
    slot->taken = 1;
    slot->late = late;
    // "Release": the pair, and what the caller has put behind ctx, are written
    // before somebody can read the pointer.
    atomic_store_explicit(&slot->pair, pair, memory_order_release);
    return n;
}

void slots_give_back(struct slots *slots, int n)
{
    struct slot *slot = &slots->first[n];
    atomic_store_explicit(&slot->pair, slot->late, memory_order_release);
    slot->taken = 0;
}

void slots_free(struct slots *slots)
{
    tdestroy(slots->pairs, free);
    slots->pairs = NULL;
}
