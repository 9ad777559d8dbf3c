// slots.h - what a callback without a context looks up when it is called.
//
// Each callback has a slot, and the slot says for whom it is: a function and a
// context. A thread that calls reads both. If the slot held the two words, and
// the host changed them between two reads, the function of one owner would be
// called with the context of another. So the slot holds one pointer to a pair,
// and a pair never changes: the callback reads the pointer once.

#ifndef SLOTS_H
#define SLOTS_H

#include <stddef.h>

#define SLOT_SIZE 32  // a multiple of it is easy to compute in machine code

struct pair {
    void (*target)(void *ctx, double value);
    void *ctx;
};

struct slot {
    // What a callback reads, and nothing else. Load it with "acquire": what
    // the host wrote before it took the callback is there then.
    _Alignas(SLOT_SIZE) const struct pair *_Atomic pair;
    const struct pair *late;  // takes its place when it is given back
    int taken;
};

// The slots of one pool. Begins as {first, count}.
struct slots {
    struct slot *first;
    int count;
    struct kept *pairs;  // all that were ever asked for
};

// Returns the number of the first free slot, which is now the caller's, and
// whose pair is target and ctx. Returns -1 with the reason in errno: EAGAIN if
// none is free, or ENOMEM. For one thread at a time; any thread may call the
// callbacks meanwhile.
//
// A pair is kept until slots_free(): a thread that has read the pointer may
// stand still for any time before it reads the pair, and nobody can tell. The
// price is memory: about 48 bytes for each target and ctx that are new. For two
// that were there before it is the same pair again.
int slots_take(struct slots *slots, void (*target)(void *ctx, double value),
               void *ctx);

// Slot number n is free again. From now on its pair is target and NULL. A call
// that is on its way in another thread may still arrive with ctx: the caller
// keeps what ctx points to until there can be no such call. For one thread at
// a time.
void slots_give_back(struct slots *slots, int n);

// Frees all pairs, when nobody can call any more.
void slots_free(struct slots *slots);

#endif
