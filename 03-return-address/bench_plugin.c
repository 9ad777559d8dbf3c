// bench_plugin.c - calls a callback many times, as a plugin would.

#include "bench_plugin.h"

static volatile long calls;

static void call_fixed(void (*report)(double value), long times)
{
    while (times-- > 0)
        report(21.5);
    calls++;  // after the last call, so that it is a call
}

static void call_with_context(void (*report)(void *ctx, double value),
                              void *ctx, long times)
{
    while (times-- > 0)
        report(ctx, 21.5);
    calls++;
}

__attribute__((visibility("default")))
const struct bench_plugin bench_plugin = {call_fixed, call_with_context};
