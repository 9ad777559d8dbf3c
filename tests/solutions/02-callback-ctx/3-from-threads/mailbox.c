// mailbox.c - callbacks without a context, called at any time, from any thread.
//
// Each copy of the callback has an address of its own, so which copy is called
// tells who calls, also from another thread.

#include <pthread.h>
#include <stdlib.h>

#include "mailbox.h"

// One value, and whose it is.
struct letter {
    struct letter *next;
    int slot;
    double value;
};

// Letters in the order in which they came in.
struct list {
    struct letter *first, *last;
};

// Guards all that the callbacks use, too: slots, arrived and dropped. It is
// never held while a report runs: that one may wait for a thread that is just
// calling a callback.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct slot {
    mailbox_report *report;  // NULL: free
    void *ctx;
} slots[MAILBOX_SIZE];

static struct list arrived;
static size_t dropped;

static struct list batch;  // being delivered; the host's thread alone

static void append(struct list *list, struct letter *letter)
{
    letter->next = NULL;
    if (list->first == NULL)
        list->first = letter;
    else
        list->last->next = letter;
    list->last = letter;
}

// Returns the first letter, which is the caller's now, or NULL.
static struct letter *pop(struct list *list)
{
    struct letter *letter = list->first;
    if (letter != NULL)
        list->first = letter->next;
    return letter;
}

// Called by plugins, from any thread.
static void came_in(int n, double value)
{
    struct letter *letter = malloc(sizeof *letter);
    if (letter != NULL)
        *letter = (struct letter){.slot = n, .value = value};
    pthread_mutex_lock(&lock);
    if (letter != NULL && slots[n].report != NULL) {
        append(&arrived, letter);
        letter = NULL;
    } else {
        dropped++;
    }
    pthread_mutex_unlock(&lock);
    free(letter);
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
    fixed_report *callback = NULL;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MAILBOX_SIZE && callback == NULL; i++) {
        if (slots[i].report == NULL) {
            slots[i] = (struct slot){report, ctx};
            callback = callbacks[i];
        }
    }
    pthread_mutex_unlock(&lock);
    return callback;
}

// Throws away the letters of a slot, and keeps the others in order.
static void purge(struct list *list, int slot)
{
    struct list kept = {NULL, NULL};
    for (struct letter *letter; (letter = pop(list)) != NULL;) {
        if (letter->slot == slot) {
            free(letter);
            dropped++;
        } else {
            append(&kept, letter);
        }
    }
    *list = kept;
}

// No letter outlives its owner. So a letter need not know more than its slot.
void mailbox_detach(fixed_report *callback)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MAILBOX_SIZE; i++) {
        if (callbacks[i] == callback) {
            slots[i].report = NULL;
            purge(&arrived, i);
            purge(&batch, i);  // if a report has called us
        }
    }
    pthread_mutex_unlock(&lock);
}

size_t mailbox_deliver(void)
{
    pthread_mutex_lock(&lock);
    batch = arrived;
    arrived = (struct list){NULL, NULL};
    pthread_mutex_unlock(&lock);

    size_t delivered = 0;
    for (struct letter *letter; (letter = pop(&batch)) != NULL;) {
        // Only this thread writes slots, so it may read them without the lock.
        struct slot slot = slots[letter->slot];
        double value = letter->value;
        free(letter);
        slot.report(slot.ctx, value);
        delivered++;
    }
    return delivered;
}

size_t mailbox_dropped(void)
{
    pthread_mutex_lock(&lock);
    size_t now = dropped;
    pthread_mutex_unlock(&lock);
    return now;
}
