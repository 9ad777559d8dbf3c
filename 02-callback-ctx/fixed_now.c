// fixed_now.c - reports within measure(), as most plugins do.

#include "fixed_instance.h"

static void measure(struct instance *instance)
{
    instance->report(instance->value);
    // Something to do after the call. Without it the compiler would jump to
    // report() instead of calling it, and a debugger would not find us.
    instance->reported++;
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
    .name = "thermometer",
    .create = create,
    .measure = measure,
    .idle = idle,
    .destroy = destroy,
};
