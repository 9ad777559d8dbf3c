// bench_plugin.h - the agreement between bench.c and bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

struct bench_plugin {
    void (*call_fixed)(void (*report)(double value), long times);
    void (*call_with_context)(void (*report)(void *ctx, double value),
                              void *ctx, long times);
};

#endif
