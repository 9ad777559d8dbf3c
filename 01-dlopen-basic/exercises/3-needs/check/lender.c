// lender.c - a part, and the library that borrowed.so needs.

#include <stddef.h>

#include "part.h"

PART_EXPORT int lend(void);

int lend(void)
{
    return 1;
}

static const char *const no_needs[] = {NULL};

static bool start(const struct part *const parts[])
{
    (void)parts;
    return true;
}

static void stop(void)
{
}

static long work(void)
{
    return lend();
}

PART_EXPORT const struct part part = {
    .abi = PART_ABI,
    .name = "lender",
    .needs = no_needs,
    .start = start,
    .stop = stop,
    .work = work,
};
