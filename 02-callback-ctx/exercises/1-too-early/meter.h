// meter.h - an agreement with a context and a destroy notifier.
//
// A meter adds up what it is fed, and reports each sum of a batch.

#ifndef METER_H
#define METER_H

#include <stddef.h>

#define METER_SYMBOL "meter"
#define METER_ABI 1

#define METER_EXPORT __attribute__((visibility("default")))

// The host's side of an instance: a function and what it is called with.
struct listener {
    void (*report)(void *ctx, long sum);
    void *ctx;
    // Called once, when the plugin will not use ctx any more; may be NULL.
    void (*destroy)(void *ctx);
};

// Lets go of a listener's context.
static inline void listener_drop(const struct listener *listener)
{
    if (listener->destroy != NULL)
        listener->destroy(listener->ctx);
}

struct instance;  // the plugin's side; the host never looks into it

// The rule for destroy(), as in the chapter: from the call that hands a
// listener over, its ctx is the plugin's, and the plugin calls destroy(ctx)
// exactly once, on every path, after its last report to it.
//
// destroy() is the host's code. It may feed the instance whose listener was
// replaced: that is for the new one. report() calls nothing of this table.
struct meter {
    int abi;  // METER_ABI; stays first in every version
    const char *name;

    // Returns a new instance, to be ended by destroy(), or NULL if batch is
    // less than 1 or there is no memory.
    struct instance *(*create)(int batch, struct listener listener);

    // Adds a value. The sum of each batch values is reported, at the last one.
    void (*feed)(struct instance *instance, long value);

    // Replaces the listener. What was fed before is the old one's: if that is
    // not a whole batch, its sum is reported all the same, and the new one
    // begins with an empty batch.
    void (*listen)(struct instance *instance, struct listener listener);

    // Ends the instance. Values that are not a whole batch are reported.
    void (*destroy)(struct instance *instance);
};

#endif
