// bench_plugin.c - calls callbacks many times, as a plugin would.

#include "bench_plugin.h"

static void call_fixed(const struct bench_fixed *first, int count, long times)
{
    int i = 0;
    while (times-- > 0) {
        first[i].report(21.5);
        i = i + 1 < count ? i + 1 : 0;
    }
}

static void call_with_context(const struct bench_listener *first, int count,
                              long times)
{
    int i = 0;
    while (times-- > 0) {
        first[i].report(first[i].ctx, 21.5);
        i = i + 1 < count ? i + 1 : 0;
    }
}

__attribute__((visibility("default")))
const struct bench_plugin bench_plugin = {call_fixed, call_with_context};
