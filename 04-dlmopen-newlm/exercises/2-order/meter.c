// meter.c - a plugin that counts, in its globals.

#include <errno.h>

#include "meter.h"

#ifndef ABI
#define ABI METER_ABI
#endif
#ifndef NAME
#define NAME meter
#endif

static int first;
static int measured;  // start() does not set it back: only loading does

static int start(int seed)
{
    errno = seed < 0 ? EINVAL : 0;  // so there is something of libc's in it
    first = seed;
    return seed < 0 ? -1 : 0;
}

static int measure(void)
{
    return first + ++measured;
}

__attribute__((visibility("default")))
const struct meter NAME = {ABI, start, measure};
