// pool.c - the first way out: many copies of the function.
//
// Each copy has an address of its own, so the copy that a plugin calls tells
// who calls. The number of copies is fixed when the program is compiled.

#include <stdatomic.h>
#include <stddef.h>

#include "pool.h"
#include "slots.h"

static struct slot slot[POOL_SIZE];
static struct slots slots = {.first = slot, .count = POOL_SIZE};

// Reads the slot once, so both words belong to the same owner.
static void call(struct slot *mine, double value)
{
    const struct pair *pair =
        atomic_load_explicit(&mine->pair, memory_order_acquire);
    pair->target(pair->ctx, value);
}

// SLOT(2) is a function callback_2(). It knows one thing that the plugin does
// not tell it: that it is number 2.
#define SLOT(n)                                                                \
    static void callback_##n(double value)                                     \
    {                                                                          \
        call(&slot[n], value);                                                 \
    }

SLOT(0)
SLOT(1)
SLOT(2)
SLOT(3)

static fixed_report *const callbacks[] = {callback_0, callback_1, callback_2,
                                          callback_3};

_Static_assert(sizeof callbacks / sizeof callbacks[0] == POOL_SIZE,
               "one SLOT() for each of POOL_SIZE");

fixed_report *pool_take(void (*target)(void *ctx, double value), void *ctx)
{
    int n = slots_take(&slots, target, ctx);
    return n < 0 ? NULL : callbacks[n];
}

void pool_give_back(fixed_report *callback)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        if (callbacks[i] == callback)
            slots_give_back(&slots, i);
    }
}
