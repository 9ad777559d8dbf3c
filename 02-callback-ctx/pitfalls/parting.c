// parting.c - reports once more when it is unloaded: its instances are gone
// then, and their callbacks given back.
//
// The report belongs to no instance. The callback must still exist all the
// same, and must know that it belongs to nobody.

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
