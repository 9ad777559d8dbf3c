// pool.c - the first way out: duplicate the function.
//
// Each copy has an address of its own, so which copy is called tells who
// calls. The number of copies is fixed when the program is compiled.

#include <stddef.h>

#include "pool.h"

static struct slot {
    void (*target)(void *ctx, double value);
    void *ctx;
    int taken;
} slots[POOL_SIZE];

// SLOT(2) is a function callback_2() that knows one thing more than the plugin
// tells it: that it is number 2.
#define SLOT(n)                                                                \
    static void callback_##n(double value)                                     \
    {                                                                          \
        slots[n].target(slots[n].ctx, value);                                  \
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
    for (int i = 0; i < POOL_SIZE; i++) {
        if (!slots[i].taken) {
            slots[i] = (struct slot){target, ctx, 1};
            return callbacks[i];
        }
    }
    return NULL;
}

void pool_give_back(fixed_report *callback)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        if (callbacks[i] != callback)
            continue;
        slots[i].taken = 0;
        slots[i].ctx = NULL;  // and not the target: a late call goes there
    }
}
