// fixed_later.c - keeps each value, and reports it when it is called next.
//
// Slow hardware is often served like this: measure() starts, and what became
// of it is told at the next opportunity, which may be another instance's.

#include "fixed_instance.h"

static struct instance *pending;  // whose value is still to be reported

static void idle(void)
{
    struct instance *instance = pending;
    pending = NULL;
    if (instance != NULL)
        instance->report(instance->value);
}

static void measure(struct instance *instance)
{
    idle();
    pending = instance;
}

static void destroy(struct instance *instance)
{
    if (pending == instance)
        pending = NULL;
    free(instance);
}

FIXED_EXPORT const struct fixed fixed = {
    .abi = FIXED_ABI,
    .name = "slow thermometer",
    .create = create,
    .measure = measure,
    .idle = idle,
    .destroy = destroy,
};
