// bench.c - what a call of the host costs in each way, and what an instance
// costs.
//
// Usage: bench   (from the chapter's folder, after make)
//
// The function called only returns an address, so the rows differ only in how
// they get there.

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "bench.h"
#include "bench_plugin.h"
#include "copy.h"
#include "enter.h"
#include "forward.h"
#include "namespace.h"
#include "station.h"

#define PLUGIN_FILE "build/bench_plugin.so"
#define OPENED_FILE "build/thermometer.so"  // nothing else has it open
#define COPY_FILE "build/station.so"
#define FORWARD_FILE "build/forward_station.so"

static const struct bench_plugin *in_host, *after_copy, *after_forward;

static void *need(void *thing, const char *why)
{
    if (thing == NULL) {
        fprintf(stderr, "bench: %s\n", why);
        exit(1);
    }
    return thing;
}

// Loads first and then the file path into a new namespace.
static void *load(struct namespace *space, const char *first, const char *path)
{
    char why[512] = "";
    if (strcmp(first, COPY_FILE) == 0)
        need(namespace_add(space, first, why, sizeof why), why);
    else if (!forward_add(space, first, why, sizeof why))
        need(NULL, why);
    return need(namespace_add(space, path, why, sizeof why), why);
}

static void name_in_host(long times)
{
    in_host->by_name(times);
}

static void table(long times)
{
    after_forward->by_table(times);
}

static void name_after_copy(long times)
{
    after_copy->by_name(times);
}

static void name_after_forward(long times)
{
    after_forward->by_name(times);
}

// The other direction: the host calls the plugin.
static struct entrance door;

static void into_plugin(long times)
{
    while (times-- > 0)
        after_copy->process();
}

static void into_plugin_entered(long times)
{
    while (times-- > 0) {
        enter(&door);
        after_copy->process();
    }
}

static void open_dlopen(long times)
{
    while (times-- > 0)
        dlclose(need(dlopen(OPENED_FILE, RTLD_NOW), OPENED_FILE));
}

static void open_file_copy(long times)
{
    while (times-- > 0) {
        struct copy copy;
        char why[512];
        if (!copy_open(&copy, OPENED_FILE, why, sizeof why))
            need(NULL, why);
        copy_close(&copy);
    }
}

// Opens one file alone in a new namespace, with its dependencies.
static void open_alone(const char *path, long times)
{
    while (times-- > 0) {
        struct namespace space = {0};
        char why[512];
        need(namespace_add(&space, path, why, sizeof why), why);
        namespace_close(&space);
    }
}

static void open_table(long times)
{
    open_alone("build/table.so", times);
}

static void open_libc(long times)
{
    open_alone("build/pitfalls/printer.so", times);
}

static void open_after(const char *first, long times)
{
    while (times-- > 0) {
        struct namespace space = {0};
        load(&space, first, OPENED_FILE);
        namespace_close(&space);
    }
}

static void open_copy(long times)
{
    open_after(COPY_FILE, times);
}

static void open_forward(long times)
{
    open_after(FORWARD_FILE, times);
}

int main(void)
{
    static const struct bench calls[] = {
        {"call: by name, one namespace", name_in_host, 2000000},
        {"call: through a table", table, 2000000},
        {"call: by name, into a copy", name_after_copy, 2000000},
        {"call: by name, forwarded", name_after_forward, 2000000},
    };
    static const struct bench enters[] = {
        {"host to plugin: a plain call", into_plugin, 2000000},
        {"host to plugin: enter(), a call", into_plugin_entered, 2000000},
    };
    static const struct bench opens[] = {
        {"open: dlopen", open_dlopen, 50},
        {"open: a copy of the file", open_file_copy, 50},
        {"open: dlmopen, table", open_table, 20},
        {"open: dlmopen, forward", open_forward, 20},
        {"open: dlmopen, a libc", open_libc, 20},
        {"open: dlmopen, copy of the host", open_copy, 20},
    };
    if (!namespace_works()) {
        fprintf(stderr, "bench: dlmopen: not in this C library\n");
        return 1;
    }
    struct namespace copy = {0}, forward = {0};
    void *handle = need(dlopen(PLUGIN_FILE, RTLD_NOW), PLUGIN_FILE);
    in_host = dlsym(handle, "bench_plugin");
    void *copied = load(&copy, COPY_FILE, PLUGIN_FILE);
    door = enter_find(copied);
    after_copy = dlsym(copied, "bench_plugin");
    after_forward =
        dlsym(load(&forward, FORWARD_FILE, PLUGIN_FILE), "bench_plugin");

    static const struct bench_host host = {station_get_unit};
    after_forward->start(&host);

    bench_table(calls, 4, 0);
    bench_table(enters, 2, 0);
    bench_table(opens, 6, 0);
    namespace_close(&forward);
    namespace_close(&copy);
    dlclose(handle);
    return 0;
}
