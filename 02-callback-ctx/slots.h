// slots.h - what a callback without a context looks up when it is called.
//
// Each callback has a slot, and the slot leads to a function and a context. A
// thread that calls reads both. Suppose that the slot held the two words, and
// that the host changed them between the two reads: the thread would call the
// function of one owner with the context of another. So the slot holds one
// pointer to a pair, a pair never changes, and the callback reads the pointer
// once.

#ifndef SLOTS_H
#define SLOTS_H

#include <stddef.h>

#define SLOT_SIZE 32  // as large as a thunk's code: see thunks.c

struct pair {
    void (*target)(void *ctx, double value);
    void *ctx;
};

struct slot {
    // A callback reads this and nothing else. Load it with "acquire": the
    // thread then sees what the host wrote before it took the callback. (On
    // arm64 and riscv64, thunks, which are callbacks in machine code, follow
    // the pointer. That suffices for the pair and what its context points to.)
    _Alignas(SLOT_SIZE) const struct pair *_Atomic pair;
    const struct pair *late;  // replaces pair when the slot is given back
    int taken;
};

// The slots of one pool. Begins as {first, count}.
struct slots {
    struct slot *first;
    int count;
    struct kept *pairs;  // all that slots_take() ever made
};

// Takes the first free slot, gives it the pair of target and ctx, and returns
// its number. The caller owns it until slots_give_back(). Returns -1 with the
// reason in errno: EAGAIN if none is free, or ENOMEM. Only one thread at a time
// may call this; any thread may call the callbacks meanwhile.
//
// A pair stays until slots_free(), because a thread may stop for any time
// between its read of the pointer and its read of the pair, and nobody can
// tell. The price is memory: about 48 bytes for each new combination of target
// and ctx. A combination that occurred before gets the same pair again.
int slots_take(struct slots *slots, void (*target)(void *ctx, double value),
               void *ctx);

// Frees slot number n. From now on its pair is target and NULL. A call that
// another thread began earlier may still arrive with ctx: the caller keeps what
// ctx points to until no such call is possible. Only one thread at a time may
// call this or slots_take().
void slots_give_back(struct slots *slots, int n);

// Frees all pairs. No callback may be called after that.
void slots_free(struct slots *slots);

#endif
