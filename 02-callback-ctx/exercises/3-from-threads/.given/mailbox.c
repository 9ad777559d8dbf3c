// mailbox.c - callbacks without a context, called at any time, from any thread.
//
// Each copy of the callback has an address of its own, so which copy is called
// tells who calls, also from another thread.

#include <pthread.h>
#include <stdlib.h>

#include "mailbox.h"

static struct slot {
    mailbox_report *report;  // NULL: free
    void *ctx;
} slots[MAILBOX_SIZE];

// TODO: this is the chapter's pool, so the listener is called at once, in the
// plugin's thread. Keep the value instead; and mind who else is at work here.
static void came_in(int n, double value)
{
    slots[n].report(slots[n].ctx, value);
}

// SLOT(2) is a function callback_2() that knows one thing more than the plugin
// tells it: that it is number 2.
#define SLOT(n)                                                                \
    static void callback_##n(double value)                                     \
    {                                                                          \
        came_in(n, value);                                                     \
    }

SLOT(0)
SLOT(1)
SLOT(2)
SLOT(3)
SLOT(4)
SLOT(5)
SLOT(6)
SLOT(7)

static fixed_report *const callbacks[] = {callback_0, callback_1, callback_2,
                                          callback_3, callback_4, callback_5,
                                          callback_6, callback_7};

_Static_assert(sizeof callbacks / sizeof callbacks[0] == MAILBOX_SIZE,
               "one SLOT() for each of MAILBOX_SIZE");

fixed_report *mailbox_attach(mailbox_report *report, void *ctx)
{
    for (int i = 0; i < MAILBOX_SIZE; i++) {
        if (slots[i].report == NULL) {
            slots[i] = (struct slot){report, ctx};
            return callbacks[i];
        }
    }
    return NULL;
}

// TODO: and what has come in for it?
void mailbox_detach(fixed_report *callback)
{
    for (int i = 0; i < MAILBOX_SIZE; i++) {
        if (callbacks[i] == callback)
            slots[i].report = NULL;
    }
}

// TODO
size_t mailbox_deliver(void)
{
    return 0;
}

// TODO
size_t mailbox_dropped(void)
{
    return 0;
}
