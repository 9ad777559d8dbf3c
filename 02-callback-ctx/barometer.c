// barometer.c - a sensor with one channel, in hectopascals.

#include <stdlib.h>

#include "sensor.h"

struct instance {
    struct listener listener;
};

static struct instance *create(int channel, struct listener listener)
{
    struct instance *instance = NULL;
    if (channel == 0)
        instance = malloc(sizeof *instance);
    if (instance == NULL) {
        listener_drop(&listener);
        return NULL;
    }
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
    instance->listener.report(instance->listener.ctx, 1013.2);
}

static void destroy(struct instance *instance)
{
    listener_drop(&instance->listener);
    free(instance);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "barometer",
    .create = create,
    .listen = listen,
    .measure = measure,
    .destroy = destroy,
};
