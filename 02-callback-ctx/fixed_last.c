// fixed_last.c - reports while it is destroyed: the last call of all.
//
// Many plugins flush their data when they end. This one's hardware has only two
// channels.

#include "fixed_instance.h"

static struct instance *create_one_of_two(int channel, fixed_report *report)
{
    return channel < 2 ? create(channel, report) : NULL;
}

static void measure(struct instance *instance)
{
    (void)instance;
}

static void idle(void)
{
}

static void destroy(struct instance *instance)
{
    instance->report(instance->value);
    free(instance);
}

FIXED_EXPORT const struct fixed fixed = {
    .abi = FIXED_ABI,
    .name = "thermometer with a memory",
    .create = create_one_of_two,
    .measure = measure,
    .idle = idle,
    .destroy = destroy,
};
