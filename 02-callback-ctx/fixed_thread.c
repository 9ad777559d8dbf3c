// fixed_thread.c - reports from a thread of its own.
//
// measure() waits for the thread, so that the order of the reports is known.

#include <pthread.h>

#include "fixed_instance.h"

static void *work(void *arg)
{
    struct instance *instance = arg;
    instance->report(instance->value);
    return NULL;
}

static void measure(struct instance *instance)
{
    pthread_t thread;
    // Without a thread there is no measurement; this API has no way to say so.
    if (pthread_create(&thread, NULL, work, instance) == 0)
        pthread_join(thread, NULL);
}

static void idle(void)
{
}

static void destroy(struct instance *instance)
{
    free(instance);
}

FIXED_EXPORT const struct fixed fixed = {
    .abi = FIXED_ABI,
    .name = "threaded thermometer",
    .create = create,
    .measure = measure,
    .idle = idle,
    .destroy = destroy,
};
