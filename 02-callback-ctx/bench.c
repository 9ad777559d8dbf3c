// bench.c - what each way of finding the context costs, per call.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Every row ends in a function that stores the value in its place and does
// nothing else. So the rows measure the way there. COST.md says which rows do
// something else as well.

#include <dlfcn.h>

#include "bench.h"
#include "bench_plugin.h"
#include "pool.h"
#include "thunks.h"

struct place {
    double last;
    char other[56];  // the host's other data: fills a cache line
};

static struct place places[THUNK_COUNT];
static const struct bench_plugin *plugin;

// What instances would keep. Some rows use only the first one.
static struct bench_listener with_context[THUNK_COUNT];
static struct bench_fixed made[THUNK_COUNT], assembled[THUNK_COUNT];
static struct bench_fixed from_pool, plain;

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

// Through no pointer and from no plugin: the least that a call can cost.
static void direct(long times)
{
    while (times-- > 0)
        report(&places[0], 21.5);
}

static void context(long times)
{
    plugin->call_with_context(with_context, 1, times);
}

static void pool(long times)
{
    plugin->call_fixed(&from_pool, 1, times);
}

static void made_thunk(long times)
{
    plugin->call_fixed(made, 1, times);
}

static void assembled_thunk(long times)
{
    plugin->call_fixed(assembled, 1, times);
}

static void contexts_64(long times)
{
    plugin->call_with_context(with_context, 64, times);
}

static void thunks_64(long times)
{
    plugin->call_fixed(made, 64, times);
}

static void contexts_all(long times)
{
    plugin->call_with_context(with_context, THUNK_COUNT, times);
}

static void thunks_all(long times)
{
    plugin->call_fixed(made, THUNK_COUNT, times);
}

// Sets and clears the variable around each call into the plugin, which calls
// back once.
static void tls(long times)
{
    while (times-- > 0) {
        current = &places[0];
        plugin->call_fixed(&plain, 1, 1);
        current = NULL;
    }
}

// The same calls into the plugin without the variable, for comparison.
static void call_in(long times)
{
    while (times-- > 0)
        plugin->call_with_context(with_context, 1, 1);
}

// Returns 0, or 1 if there is not enough of something.
static int prepare(struct thunks *thunks)
{
    for (int i = 0; i < THUNK_COUNT; i++) {
        with_context[i] = (struct bench_listener){report, &places[i]};
        made[i].report = thunk_take(thunks, report, &places[i]);
        assembled[i].report =
            thunk_take(thunks_assembled(), report, &places[i]);
        if (made[i].report == NULL || assembled[i].report == NULL)
            return 1;
    }
    plain.report = report_current;
    from_pool.report = pool_take(report, &places[0]);
    return from_pool.report == NULL;
}

int main(void)
{
    static const struct bench rows[] = {
        {"direct call in the host", direct, 500000},
        {"context pointer", context, 500000},
        {"pool of functions", pool, 500000},
        {"thunk, made", made_thunk, 500000},
        {"thunk, assembled", assembled_thunk, 500000},
        {"call in, context pointer back", call_in, 500000},
        {"call in, thread-local around it", tls, 500000},
        {"64 in turn: context pointers", contexts_64, 500000},
        {"64 in turn: thunks", thunks_64, 500000},
        {"2048 in turn: context pointers", contexts_all, 500000},
        {"2048 in turn: thunks", thunks_all, 500000},
    };
    void *handle = dlopen("build/bench_plugin.so", RTLD_NOW);
    struct thunks *thunks = thunks_map();
    if (handle == NULL || thunks == NULL || thunks_seal(thunks) != 0 ||
        prepare(thunks) != 0) {
        fprintf(stderr, "bench: cannot start: no plugin, or no thunks here\n");
        return 1;
    }
    plugin = dlsym(handle, "bench_plugin");
    bench_table(rows, sizeof rows / sizeof rows[0], 1);

    dlclose(handle);
    thunks_unmap(thunks);
    return 0;
}
