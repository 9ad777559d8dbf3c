// slots.c - finds a free slot, and makes the pairs: each once, to be kept.
//
// The pairs are in a tree, so that finding one among a million takes some 25
// steps. The key is a hash of the two addresses. Contexts often come in
// ascending order; with the addresses as keys, the tree would become a list.

#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "slots.h"

_Static_assert(sizeof(struct slot) == SLOT_SIZE, "templates know the size");

struct kept {
    struct pair pair;
    uint64_t key;
    struct kept *less, *more;
};

static uint64_t mixed(const struct pair *pair)
{
    uint64_t key = (uintptr_t)pair->target * 31 + (uintptr_t)pair->ctx;
    for (int i = 0; i < 2; i++) {
        key ^= key >> 32;
        key *= 0x9e3779b97f4a7c15;  // any odd number with many bits set
    }
    return key ^ key >> 32;
}

// Returns where the tree holds an equal pair, or where this one belongs.
static struct kept **place_of(struct kept **at, const struct pair *pair,
                              uint64_t key)
{
    while (*at != NULL &&
           ((*at)->pair.target != pair->target || (*at)->pair.ctx != pair->ctx))
        at = key < (*at)->key ? &(*at)->less : &(*at)->more;
    return at;
}

// Returns the pair of target and ctx, or NULL if there is no memory for it.
static const struct pair *pair_of(struct slots *slots,
                                  void (*target)(void *, double), void *ctx)
{
    struct kept wanted = {.pair = {target, ctx}};
    wanted.key = mixed(&wanted.pair);
    struct kept **at = place_of(&slots->pairs, &wanted.pair, wanted.key);
    if (*at == NULL) {
        *at = malloc(sizeof **at);
        if (*at == NULL)
            return NULL;
        **at = wanted;
    }
    return &(*at)->pair;
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
    // Make both now, so that giving back cannot fail.
    const struct pair *pair = pair_of(slots, target, ctx);
    const struct pair *late = pair_of(slots, target, NULL);
    if (pair == NULL || late == NULL)
        return -1;

    struct slot *slot = &slots->first[n];
    slot->taken = 1;
    slot->late = late;
    // "Release": a thread that reads the pointer also sees the pair, and what
    // the caller has put behind ctx.
    atomic_store_explicit(&slot->pair, pair, memory_order_release);
    return n;
}

void slots_give_back(struct slots *slots, int n)
{
    struct slot *slot = &slots->first[n];
    atomic_store_explicit(&slot->pair, slot->late, memory_order_release);
    slot->taken = 0;
}

static void free_tree(struct kept *kept)
{
    if (kept == NULL)
        return;
    free_tree(kept->less);
    free_tree(kept->more);
    free(kept);
}

void slots_free(struct slots *slots)
{
    free_tree(slots->pairs);
    slots->pairs = NULL;
}
