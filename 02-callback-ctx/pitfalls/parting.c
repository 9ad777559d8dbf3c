// parting.c - reports once more when it is unloaded: after all its instances
// are gone, and their callbacks are given back.
//
// Nobody is there any more whose report it could be. The callback that it calls
// has to be there all the same, and to know that it is nobody's.

#include "fixed_instance.h"

static fixed_report *last_report;

static void measure(struct instance *instance)
{
    last_report = instance->report;
    instance->report(instance->value);
    instance->reported++;  // after the call: so it is a call, and not a jump
}

static void idle(void)
{
}

static void destroy(struct instance *instance)
{
    free(instance);
}

__attribute__((destructor)) static void part(void)
{
    if (last_report != NULL)
        last_report(-1.0);
}

FIXED_EXPORT const struct fixed fixed = {
    .abi = FIXED_ABI,
    .name = "thermometer that says goodbye",
    .create = create,
    .measure = measure,
    .idle = idle,
    .destroy = destroy,
};
