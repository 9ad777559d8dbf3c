// meter.c - adds up what it is fed, and reports each sum of a batch.

#include <stdlib.h>

#include "meter.h"

struct instance {
    int batch;  // so many values are one report
    int count;  // so many are in sum now
    long sum;
    struct listener listener;
};

// Reports what has been added up, if anything, and begins a new batch.
static void flush(struct instance *instance)
{
    long sum = instance->sum;
    if (instance->count == 0)
        return;
    instance->count = 0;
    instance->sum = 0;
    instance->listener.report(instance->listener.ctx, sum);
}

static struct instance *create(int batch, struct listener listener)
{
    struct instance *instance = NULL;
    if (batch >= 1)
        instance = malloc(sizeof *instance);
    if (instance == NULL) {
        listener_drop(&listener);
        return NULL;
    }
    *instance = (struct instance){.batch = batch, .listener = listener};
    return instance;
}

static void feed(struct instance *instance, long value)
{
    instance->sum += value;
    instance->count++;
    if (instance->count == instance->batch)
        flush(instance);
}

// TODO: somebody's context is used after it was destroyed, or it may be.
static void listen(struct instance *instance, struct listener listener)
{
    listener_drop(&instance->listener);
    instance->listener = listener;
}

// TODO: here, too.
static void destroy(struct instance *instance)
{
    listener_drop(&instance->listener);
    flush(instance);
    free(instance);
}

METER_EXPORT const struct meter meter = {
    .abi = METER_ABI,
    .name = "meter",
    .create = create,
    .feed = feed,
    .listen = listen,
    .destroy = destroy,
};
