// motor.c - a part to try the host with. It needs: battery.

#include <stdio.h>

#include "part.h"

static const char *const needs[] = {"battery", NULL};

static bool start(const struct part *const parts[])
{
    printf("start motor");
    for (int i = 0; parts[i] != NULL; i++)
        printf(", with %s", parts[i]->name);
    printf("\n");
    return true;
}

static void stop(void)
{
    printf("stop motor\n");
}

static long work(void)
{
    return 1;
}

PART_EXPORT const struct part part = {
    .abi = PART_ABI,
    .name = "motor",
    .needs = needs,
    .start = start,
    .stop = stop,
    .work = work,
};
