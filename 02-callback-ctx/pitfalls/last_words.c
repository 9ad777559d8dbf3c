// last_words.c - reports within destroy(): the context is still there.
//
// A plugin may use the context until it calls the listener's destroy().

#include <stdlib.h>

#include "sensor.h"

struct instance {
    struct listener listener;
};

static struct instance *create(int channel, struct listener listener)
{
    struct instance *instance = channel < 2 ? malloc(sizeof *instance) : NULL;
    if (instance == NULL)
        listener_drop(&listener);
    else
        instance->listener = listener;
    return instance;
}

static void listen(struct instance *instance, struct listener listener)
{
    struct listener old = instance->listener;
    instance->listener = listener;
    listener_drop(&old);
}

static void measure(struct instance *instance)
{
    (void)instance;
}

static void destroy(struct instance *instance)
{
    instance->listener.report(instance->listener.ctx, 4.5);
    listener_drop(&instance->listener);  // only now
    free(instance);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "last words",
    .create = create,
    .listen = listen,
    .measure = measure,
    .destroy = destroy,
};
