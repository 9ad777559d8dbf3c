// pool.c - callbacks made in advance, for plugins that call too late.
//
// Each copy of the callback has an address of its own, so which copy is called
// tells who calls.

#include <stddef.h>

#include "pool.h"

static struct slot {
    struct target target;
    unsigned long number;  // of the ticket that it belongs to; 0: free
    unsigned long freed;   // when it was freed; 0: it was never taken
    int running;           // calls of this callback that have not returned
    bool leaving;          // given back, while a call was running
} slots[POOL_SIZE];

static unsigned long tickets, releases;  // how many there were
static unsigned long refused;

// Nobody has the context in his hands any more. First the slot, then destroy():
// that one is the host's code, and may take the callback.
static void release(struct slot *slot)
{
    struct target target = slot->target;
    slot->number = 0;
    slot->leaving = false;
    slot->freed = ++releases;
    target.destroy(target.ctx);
}

static void call(struct slot *slot, double value)
{
    if (slot->number == 0 || slot->leaving) {
        refused++;
        return;
    }
    slot->running++;
    slot->target.report(slot->target.ctx, value);
    slot->running--;
    if (slot->running == 0 && slot->leaving)
        release(slot);
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

bool pool_take(struct ticket *ticket, struct target target)
{
    struct slot *best = NULL;
    for (int i = 0; i < POOL_SIZE; i++) {
        struct slot *slot = &slots[i];
        if (slot->number == 0 && (best == NULL || slot->freed < best->freed))
            best = slot;
    }
    if (best == NULL) {
        target.destroy(target.ctx);
        return false;
    }
    best->target = target;
    best->number = ++tickets;
    *ticket = (struct ticket){callbacks[best - slots], best->number};
    return true;
}

bool pool_give_back(struct ticket ticket)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        struct slot *slot = &slots[i];
        if (callbacks[i] != ticket.callback || slot->leaving ||
            slot->number == 0 || slot->number != ticket.number)
            continue;
        if (slot->running > 0)
            slot->leaving = true;
        else
            release(slot);
        return true;
    }
    return false;
}

unsigned long pool_refused(void)
{
    return refused;
}
