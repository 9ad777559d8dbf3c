// sensor.h - an agreement whose callback gets a context.
//
// A sensor plugin exports one table, "sensor". It can be asked for any number
// of instances; each has a listener of its own. The plugin keeps everything
// about one instance in its struct instance, and nothing in globals.

#ifndef SENSOR_H
#define SENSOR_H

#include <stddef.h>

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 2  // 1 was the one without a context

#define SENSOR_EXPORT __attribute__((visibility("default")))

// The host's side of an instance: a function, and the context that the plugin
// passes to it. The plugin never looks into ctx; it only hands it back.
struct listener {
    void (*report)(void *ctx, double value);
    void *ctx;
    // The plugin calls it once, when it will not use ctx again. May be NULL.
    void (*destroy)(void *ctx);
};

// Tells the host that the plugin will not use a listener's context again. For
// plugins: all their paths lead here, so that it is easy to see that each
// listener passes once.
static inline void listener_drop(const struct listener *listener)
{
    if (listener->destroy != NULL)
        listener->destroy(listener->ctx);
}

struct instance;  // the plugin's side; the host never looks into it

// The rule for destroy(): the call that hands a listener over makes the plugin
// the owner of its ctx. The plugin calls destroy(ctx) exactly once, on every
// path: when the instance is destroyed, when another listener replaces this
// one, and when the call that handed it over fails.
struct sensor {
    int abi;  // SENSOR_ABI; stays first in every version
    const char *name;

    // Returns a new instance for the hardware's channel, to be ended by
    // destroy(), or NULL if there is no such channel, or no memory.
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
