// sensor.h - an agreement with a context: who listens, and with what in hand.
//
// A sensor plugin exports one table, "sensor". It can be asked for any number
// of instances; each has a listener of its own, and everything that the plugin
// knows about one instance is in its struct instance, nothing in globals.

#ifndef SENSOR_H
#define SENSOR_H

#include <stddef.h>

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 2  // 1 was the one without a context

#define SENSOR_EXPORT __attribute__((visibility("default")))

// The host's side of an instance: a function and what it is called with. The
// plugin never looks into ctx; it only hands it back.
struct listener {
    void (*report)(void *ctx, double value);
    void *ctx;
    // Called once, when the plugin will not use ctx any more; may be NULL.
    void (*destroy)(void *ctx);
};

// Lets go of a listener's context. For plugins: all their paths lead here, so
// that it is easy to see that each listener passes once.
static inline void listener_drop(const struct listener *listener)
{
    if (listener->destroy != NULL)
        listener->destroy(listener->ctx);
}

struct instance;  // the plugin's side; the host never looks into it

// The rule for destroy(): from the call that hands a listener over, its ctx is
// the plugin's, and the plugin calls destroy(ctx) exactly once, on every path:
// when the instance is destroyed, when another listener takes its place, and
// also if the call that handed it over fails.
struct sensor {
    int abi;  // SENSOR_ABI; stays first in every version
    const char *name;

    // Returns a new instance for the hardware's channel, to be ended by
    // destroy(); or NULL if there is no such channel, or no memory.
    struct instance *(*create)(int channel, struct listener listener);

    // Replaces the listener: the new one is in place when the old one's
    // destroy() is called. Not to be called from within report().
    void (*listen)(struct instance *instance, struct listener listener);

    // Takes one measurement and reports it before it returns.
    void (*measure)(struct instance *instance);

    // Ends the instance. Not to be called from within report().
    void (*destroy)(struct instance *instance);
};

#endif
