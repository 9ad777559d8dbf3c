// bench.c - what finding the caller costs per call, with 12 plugins.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Every row ends in a function that stores the value in its plugin's place and
// does nothing else. In the first two tables one plugin calls all the time, the
// one that was loaded first or last; in the third the twelve take turns. The
// last table measures the table of ranges itself.

#include <dlfcn.h>
#include <link.h>

#include "bench.h"
#include "bench_plugin.h"
#include "caller.h"
#include "linkmap.h"
#include "ranges.h"
#include "segments.h"

#define PLUGINS 12
#define SLOTS 256

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

// The cost of a call that is not remembered: the first one after a change, or
// one whose place in ranges_found another plugin has taken.
__attribute__((noinline)) static void report_search(double value)
{
    struct place *place = ranges_search((uintptr_t)CALLER());
    place->last = value;
}

#ifdef __GLIBC__
// A hash table from the link map to the plugin. plugin_by_linkmap() walks a
// list; this takes as long for the last plugin as for the first, so that the
// rows show the cost of the loader's own search.
static struct place **slot_of(const struct link_map *map)
{
    static struct place *slots[SLOTS];
    size_t i = (uintptr_t)map / 128 % SLOTS;
    while (slots[i] != NULL && slots[i]->map != map)
        i = (i + 1) % SLOTS;
    return &slots[i];
}

static struct place *place_of(const struct link_map *map)
{
    return *slot_of(map);
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

static int chosen;  // the plugin that calls all the time

#define ONE_CALLER(name, call)                                                 \
    static void name(long times)                                               \
    {                                                                          \
        int i = chosen;                                                        \
        const struct bench_plugin *plugin = places[i].plugin;                  \
        plugin->call;                                                          \
    }

// The twelve take turns: all is a multiple of 12.
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

#define BOTH(name, call) ONE_CALLER(name, call) IN_TURNS(name##_turns, call)

BOTH(context, call_with_context(report_context, &places[i], times))
BOTH(table, call_fixed(report_table, times))
BOTH(search, call_fixed(report_search, times))
#ifdef HAS_FIND_OBJECT
BOTH(find_object, call_fixed(report_find_object, times))
#endif
#ifdef __GLIBC__
BOTH(dladdr_1, call_fixed(report_dladdr1, times))
#endif

static const struct bench one[] = {
    {"context pointer", context, 60000},
    {"range table, remembered", table, 60000},
    {"range table, searched", search, 24000},
#ifdef HAS_FIND_OBJECT
    {"_dl_find_object", find_object, 24000},
#endif
#ifdef __GLIBC__
    {"dladdr1", dladdr_1, 24000},
#endif
};

static const struct bench turns[] = {
    {"context pointer", context_turns, 60000},
    {"range table, remembered", table_turns, 60000},
    {"range table, searched", search_turns, 24000},
#ifdef HAS_FIND_OBJECT
    {"_dl_find_object", find_object_turns, 24000},
#endif
#ifdef __GLIBC__
    {"dladdr1", dladdr_1_turns, 24000},
#endif
};

#define ROWS ((int)(sizeof one / sizeof one[0]))

static void print(const char *title, const struct bench *rows, int n)
{
    struct bench_result results[BENCH_ROWS];
    bench_measure(rows, n, results);
    bench_title(title);
    for (int i = 0; i < n; i++)
        bench_line(rows[i].name, results[i], results[0]);
    putchar('\n');
}

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
#ifdef __GLIBC__
    *slot_of(place->map) = place;
#endif
}

// A table of 10,000 ranges, at addresses below everything that is loaded.
#define MANY 10000
#define LOWEST ((uintptr_t)0x10000)
#define STEP 0x3000
#define TEXT 0x1000

static char owners[MANY], guest;
static const void *picks[MANY];  // any of them, in no order

static uintptr_t start_of(int i)
{
    return LOWEST + (uintptr_t)(i + 1) * STEP;
}

static void fill(void)
{
    for (int i = MANY - 1; i >= 0; i--)
        ranges_add(start_of(i), TEXT, &owners[i]);
    for (int i = 0; i < MANY; i++)
        picks[i] = (const void *)(start_of(rand() % MANY) + TEXT / 2);
}

static void find_any(long times)
{
    for (long i = 0; i < times; i++) {
        if (ranges_find(picks[i % MANY]) == NULL)
            exit(1);
    }
}

static void come_and_go(uintptr_t start, long times)
{
    for (long i = 0; i < times; i++) {
        if (ranges_add(start, TEXT, &guest) != 0 || ranges_remove(&guest) != 1)
            exit(1);
    }
}

static void last_one(long times)
{
    come_and_go(LOWEST, times);
}

static void first_one(long times)
{
    come_and_go(UINTPTR_MAX - TEXT, times);
}

static const struct bench many[] = {
    {"find any", find_any, MANY},
    {"add the lowest, remove it", last_one, 100},
    {"add the highest, remove it", first_one, 100},
};

int main(void)
{
    for (int i = 0; i < PLUGINS; i++)
        load(&places[i], i);
    print("ns a call: the first of 12", one, ROWS);
    chosen = PLUGINS - 1;
    print("ns a call: the last of 12", one, ROWS);
    print("ns a call: the 12 in turns", turns, ROWS);
    for (int i = 0; i < PLUGINS; i++)
        dlclose(places[i].handle);
    fill();
    print("ns each, in a table of 10,000", many, 3);
    return 0;
}
