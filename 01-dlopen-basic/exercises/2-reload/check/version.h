// version.h - a version of the check's tally. Included by first.c and others,
// which define NAME, FACTOR and PADDING, and may define ABI and STUBBORN.
//
// Each version computes something else of the same numbers, so that the result
// tells which code ran, and on which state. Each writes a state of its own
// size: PADDING bytes more than it needs.

#ifndef VERSION_H
#define VERSION_H

#include <string.h>

#include "tally.h"

#ifndef ABI
#define ABI TALLY_ABI
#endif

static long numbers, total;

static void add(long value)
{
    numbers++;
    total += value;
}

static long result(void)
{
    return FACTOR * total + numbers;
}

static size_t save(void *to, size_t size)
{
    long state[] = {numbers, total};
    size_t needed = sizeof state + PADDING;
    if (size > 0)
        (void)((volatile char *)to)[size - 1];  // it is there
    if (size >= needed) {
        memset(to, 0x5a, needed);
        memcpy((char *)to + PADDING, state, sizeof state);
    }
    return needed;
}

// The numbers are at the end of the state, whatever its version.
static bool restore(const void *state, size_t size)
{
    long saved[2];
#ifdef STUBBORN
    return false;
#endif
    if (size < sizeof saved)
        return false;
    memcpy(saved, (const char *)state + size - sizeof saved, sizeof saved);
    numbers = saved[0];
    total = saved[1];
    return true;
}

TALLY_EXPORT const struct tally tally = {
    .abi = ABI,
    .name = NAME,
    .add = add,
    .result = result,
    .save = save,
    .restore = restore,
};

#endif
