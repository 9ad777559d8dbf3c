// bench.c - what each way of finding the context costs, per call.
//
// Usage: bench   (from the chapter's folder, after make)
//
// All rows end in a function that stores the value in its place and does
// nothing else. So the differences between rows are the ways to get there.

#include <dlfcn.h>

#include "bench.h"
#include "bench_plugin.h"
#include "pool.h"
#include "thunks.h"

struct place {
    double last;
};

static struct place kitchen;
static const struct bench_plugin *plugin;
static fixed_report *from_pool, *from_thunks;
static _Thread_local struct place *current;

__attribute__((noinline)) static void report(void *ctx, double value)
{
    struct place *place = ctx;
    place->last = value;
}

static void report_current(double value)
{
    current->last = value;
}

// Not through a pointer and not from a plugin: what a call costs at least.
static void direct(long times)
{
    while (times-- > 0)
        report(&kitchen, 21.5);
}

static void context(long times)
{
    plugin->call_with_context(report, &kitchen, times);
}

static void pool(long times)
{
    plugin->call_fixed(from_pool, times);
}

static void thunk(long times)
{
    plugin->call_fixed(from_thunks, times);
}

// Set and cleared around each call into the plugin, which calls back once.
static void tls(long times)
{
    while (times-- > 0) {
        current = &kitchen;
        plugin->call_fixed(report_current, 1);
        current = NULL;
    }
}

// The same calls into the plugin without the variable, to compare with.
static void call_in(long times)
{
    while (times-- > 0)
        plugin->call_with_context(report, &kitchen, 1);
}

int main(void)
{
    static const struct bench rows[] = {
        {"direct call in the host", direct, 500000},
        {"context pointer", context, 500000},
        {"pool of functions", pool, 500000},
        {"thunk", thunk, 500000},
        {"call in, context pointer back", call_in, 500000},
        {"call in, thread-local around it", tls, 500000},
    };
    void *handle = dlopen("build/bench_plugin.so", RTLD_NOW);
    struct thunks *thunks = thunks_map();
    if (handle == NULL || thunks == NULL || thunks_seal(thunks) != 0) {
        fprintf(stderr, "bench: cannot start: no plugin, or no thunks here\n");
        return 1;
    }
    plugin = dlsym(handle, "bench_plugin");
    from_pool = pool_take(report, &kitchen);
    from_thunks = thunk_take(thunks, report, &kitchen);
    bench_table(rows, sizeof rows / sizeof rows[0], 1);

    pool_give_back(from_pool);
    dlclose(handle);
    thunks_unmap(thunks);
    return 0;
}
