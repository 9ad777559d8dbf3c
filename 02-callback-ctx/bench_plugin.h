// bench_plugin.h - what bench.c asks of bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

// What an instance knows of its listener, with a context and without.
struct bench_listener {
    void (*report)(void *ctx, double value);
    void *ctx;
};

struct bench_fixed {
    void (*report)(double value);
};

// Both call so many times, the listeners in turn: first[0] to first[count - 1],
// and again.
struct bench_plugin {
    void (*call_fixed)(const struct bench_fixed *first, int count, long times);
    void (*call_with_context)(const struct bench_listener *first, int count,
                              long times);
};

#endif
