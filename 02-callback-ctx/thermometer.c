// thermometer.c - a sensor with two channels, in degrees Celsius.

#include <stdlib.h>

#include "sensor.h"

struct instance {
    int channel;
    struct listener listener;
};

static const double hardware[] = {21.5, 12.0};

static struct instance *create(int channel, struct listener listener)
{
    int channels = sizeof hardware / sizeof hardware[0];
    struct instance *instance = NULL;
    if (channel >= 0 && channel < channels)
        instance = malloc(sizeof *instance);
    if (instance == NULL) {
        listener_drop(&listener);  // ours since the call, so ours to end
        return NULL;
    }
    instance->channel = channel;
    instance->listener = listener;
    return instance;
}

static void listen(struct instance *instance, struct listener listener)
{
    struct listener old = instance->listener;
    // The new one first: the old one's notifier may run any host code.
    instance->listener = listener;
    listener_drop(&old);
}

static void measure(struct instance *instance)
{
    const struct listener *listener = &instance->listener;
    listener->report(listener->ctx, hardware[instance->channel]);
}

static void destroy(struct instance *instance)
{
    listener_drop(&instance->listener);
    free(instance);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "thermometer",
    .create = create,
    .listen = listen,
    .measure = measure,
    .destroy = destroy,
};
