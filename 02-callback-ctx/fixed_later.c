// fixed_later.c - keeps each value, and reports it in the next call.
//
// Slow hardware often works like this: measure() only starts a measurement. The
// result comes at the next opportunity, which may be a call for another
// instance.

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
