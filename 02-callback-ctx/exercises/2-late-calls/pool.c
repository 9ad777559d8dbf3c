// pool.c - callbacks made in advance, for plugins that call too late.
//
// Each copy of the callback has an address of its own, so which copy is called
// tells who calls.

#include <stddef.h>

#include "pool.h"

// TODO: what a slot has to know besides.
static struct slot {
    struct target target;  // target.report is NULL: free
} slots[POOL_SIZE];

// TODO: a call that comes too late, and one during which the slot is given
// back.
static void call(struct slot *slot, double value)
{
    slot->target.report(slot->target.ctx, value);
}

// SLOT(2) is a function callback_2() that knows one thing more than the plugin
// tells it: that it is number 2.
#define SLOT(n)                                                                \
    static void callback_##n(double value)                                     \
    {                                                                          \
        call(&slots[n], value);                                                \
    }

SLOT(0)
SLOT(1)
SLOT(2)
SLOT(3)
SLOT(4)
SLOT(5)

static fixed_report *const callbacks[] = {callback_0, callback_1, callback_2,
                                          callback_3, callback_4, callback_5};

_Static_assert(sizeof callbacks / sizeof callbacks[0] == POOL_SIZE,
               "one SLOT() for each of POOL_SIZE");

// TODO: which of the free ones? And whose is it now?
bool pool_take(struct ticket *ticket, struct target target)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        if (slots[i].target.report == NULL) {
            slots[i].target = target;
            *ticket = (struct ticket){callbacks[i], 0};
            return true;
        }
    }
    target.destroy(target.ctx);
    return false;
}

// TODO: is it his to give back? And when may the context go?
bool pool_give_back(struct ticket ticket)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        if (callbacks[i] == ticket.callback) {
            slots[i].target.report = NULL;
            slots[i].target.destroy(slots[i].target.ctx);
            return true;
        }
    }
    return false;
}

// TODO
unsigned long pool_refused(void)
{
    return 0;
}
