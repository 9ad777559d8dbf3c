// bench.c - what it costs to find the caller, per call, with 12 plugins.
//
// Usage: bench   (from the chapter's folder, after make)
//
// All rows end in a function that stores the value in its place and does
// nothing else. In the first table one plugin calls all the time, in the
// second the twelve take turns.

#include <dlfcn.h>
#include <link.h>

#include "bench.h"
#include "bench_plugin.h"
#include "caller.h"
#include "linkmap.h"
#include "ranges.h"
#include "segments.h"

#define PLUGINS 12

struct place {
    double last;
    void *handle;
    struct link_map *map;
    const struct bench_plugin *plugin;
};

static struct place places[PLUGINS];

__attribute__((noinline)) static void report_context(void *ctx, double value)
{
    struct place *place = ctx;
    place->last = value;
}

__attribute__((noinline)) static void report_table(double value)
{
    struct place *place = ranges_find(CALLER());
    place->last = value;
}

#ifdef __GLIBC__
static struct place *place_of(const struct link_map *map)
{
    struct place *place = places;
    while (place->map != map)
        place++;
    return place;
}

__attribute__((noinline)) static void report_dladdr1(double value)
{
    place_of(linkmap_of_address(CALLER()))->last = value;
}
#endif

#ifdef DLFO_STRUCT_HAS_EH_DBASE  // glibc 2.35 and later
#define HAS_FIND_OBJECT
__attribute__((noinline)) static void report_find_object(double value)
{
    struct dl_find_object found;
    _dl_find_object((void *)CALLER(), &found);
    place_of(found.dlfo_link_map)->last = value;
}
#endif

#define LAST (PLUGINS - 1)

#define ONE_CALLER(name, call)                                                 \
    static void name(long times)                                               \
    {                                                                          \
        const struct bench_plugin *plugin = places[LAST].plugin;               \
        plugin->call;                                                          \
    }

// The twelve in turns: times is a multiple of 12.
#define IN_TURNS(name, call)                                                   \
    static void name(long all)                                                 \
    {                                                                          \
        long times = 1;                                                        \
        for (long round = all / PLUGINS; round > 0; round--) {                 \
            for (int i = 0; i < PLUGINS; i++) {                                \
                const struct bench_plugin *plugin = places[i].plugin;          \
                plugin->call;                                                  \
            }                                                                  \
        }                                                                      \
    }

ONE_CALLER(context, call_with_context(report_context, &places[LAST], times))
ONE_CALLER(table, call_fixed(report_table, times))
IN_TURNS(context_turns, call_with_context(report_context, &places[i], times))
IN_TURNS(table_turns, call_fixed(report_table, times))
#ifdef __GLIBC__
ONE_CALLER(dladdr_1, call_fixed(report_dladdr1, times))
IN_TURNS(dladdr_turns, call_fixed(report_dladdr1, times))
#endif
#ifdef HAS_FIND_OBJECT
ONE_CALLER(find_object, call_fixed(report_find_object, times))
IN_TURNS(find_object_turns, call_fixed(report_find_object, times))
#endif

static void load(struct place *place, int number)
{
    char path[64];
    struct segment segment;
    snprintf(path, sizeof path, "build/plugins/plugin_%d.so", number);
    place->handle = dlopen(path, RTLD_NOW);
    if (place->handle == NULL ||
        segments_executable(place->handle, &segment, 1) != 1 ||
        ranges_add(segment.start, segment.size, place) != 0) {
        fprintf(stderr, "bench: %s: cannot use it\n", path);
        exit(1);
    }
    place->map = linkmap_of_handle(place->handle);
    place->plugin = dlsym(place->handle, "bench_plugin");
}

int main(void)
{
    static const struct bench one[] = {
        {"one caller: context pointer", context, 600000},
        {"one caller: range table", table, 600000},
#ifdef HAS_FIND_OBJECT
        {"one caller: _dl_find_object", find_object, 240000},
#endif
#ifdef __GLIBC__
        {"one caller: dladdr1", dladdr_1, 24000},
#endif
    };
    static const struct bench turns[] = {
        {"12 in turns: context pointer", context_turns, 600000},
        {"12 in turns: range table", table_turns, 600000},
#ifdef HAS_FIND_OBJECT
        {"12 in turns: _dl_find_object", find_object_turns, 240000},
#endif
#ifdef __GLIBC__
        {"12 in turns: dladdr1", dladdr_turns, 24000},
#endif
    };
    for (int i = 0; i < PLUGINS; i++)
        load(&places[i], i);
    bench_table(one, sizeof one / sizeof one[0], 0);
    bench_table(turns, sizeof turns / sizeof turns[0], 0);
    for (int i = 0; i < PLUGINS; i++)
        dlclose(places[i].handle);
    return 0;
}
