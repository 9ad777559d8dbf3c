// battery.c - a part to try the host with. It needs: nothing.

#include <stdio.h>

#include "part.h"

static const char *const needs[] = {NULL};

static bool start(const struct part *const parts[])
{
    printf("start battery");
    for (int i = 0; parts[i] != NULL; i++)
        printf(", with %s", parts[i]->name);
    printf("\n");
    return true;
}

static void stop(void)
{
    printf("stop battery\n");
}

static long work(void)
{
    return 1;
}

PART_EXPORT const struct part part = {
    .abi = PART_ABI,
    .name = "battery",
    .needs = needs,
    .start = start,
    .stop = stop,
    .work = work,
};
