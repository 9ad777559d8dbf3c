// mean.c - a tally to try the host with: the mean of all numbers.

#include <string.h>

#include "tally.h"

// Both sum.c and mean.c keep these two, so each understands the other's state.
static long sum, count;

static void add(long value)
{
    sum += value;
    count++;
}

static long result(void)
{
    return count == 0 ? 0 : sum / count;
}

static size_t save(void *to, size_t size)
{
    long state[] = {sum, count};
    if (size >= sizeof state)
        memcpy(to, state, sizeof state);
    return sizeof state;
}

static bool restore(const void *state, size_t size)
{
    long saved[2];
    if (size != sizeof saved)
        return false;
    memcpy(saved, state, sizeof saved);
    sum = saved[0];
    count = saved[1];
    return true;
}

TALLY_EXPORT const struct tally tally = {
    .abi = TALLY_ABI,
    .name = "mean",
    .add = add,
    .result = result,
    .save = save,
    .restore = restore,
};
