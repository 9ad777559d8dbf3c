// count.c - a sensor of version 1 that measures how many files are loaded.

#include <link.h>
#include <stddef.h>

#include "old_sensor.h"

static int count_one(struct dl_phdr_info *info, size_t size, void *count)
{
    (void)info;
    (void)size;
    ++*(int *)count;
    return 0;
}

static void measure(report_fn *report)
{
    int count = 0;
    dl_iterate_phdr(count_one, &count);
    report(count);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "loaded",
    .measure = measure,
};
