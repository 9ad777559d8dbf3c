// bench_plugin.h - the agreement between bench.c and bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

// What an instance keeps of its listener, with a context and without.
struct bench_listener {
    void (*report)(void *ctx, double value);
    void *ctx;
};

struct bench_fixed {
    void (*report)(double value);
};

// Both make times calls, to first[0] up to first[count - 1] in turn, and then
// from first[0] again.
struct bench_plugin {
    void (*call_fixed)(const struct bench_fixed *first, int count, long times);
    void (*call_with_context)(const struct bench_listener *first, int count,
                              long times);
};

#endif
