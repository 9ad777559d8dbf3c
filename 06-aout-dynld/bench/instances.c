// instances.c - 10 to 10,000 instances of one driver at once.
//
// They are devices of the host's (host/devices.c, host/ranges.c): so what is
// measured is what a host pays, with opening the file, names, and the table
// that finds an instance by an address in its code. What dlmopen() loads is
// found by dladdr1(), as in chapter 4.

#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <string.h>

#include "bench.h"
#include "parts.h"
#include "host/devices.h"
#include "host/ranges.h"

#define MOST 10000
#define LOOKUPS 10000

// One way to have many instances of one file.
struct way {
    // Makes the instance i. Returns an address in its code, or NULL if there
    // can be no more.
    const char *(*load)(int i);

    // Finds the instance i by that address.
    void (*find)(int i, const char *address);

    void (*unload)(int i);
};

// So many instances, and what was measured with them.
struct row {
    const char *name;
    const struct way *way;
    int n;
    double load_ns[BENCH_ROUNDS], find_ns[BENCH_ROUNDS];
    struct bench_result load, find;
    double kilobytes, mappings;  // of each instance
    double pages;                // of the modules alone, of all: kilobytes
};

static struct device *devices[MOST];
static const char *addresses[MOST];  // one in the code of each

static const char *load_device(int i)
{
    char name[16], why[512];
    snprintf(name, sizeof name, "d%d", i);
    devices[i] = devices_load(name, MODULE, "file", _exporttab, nexport, why,
                              sizeof why);
    if (devices[i] == NULL)
        die(name, why);
    return (const char *)(ulong)devices[i]->dev->read;
}

static void find_device(int i, const char *address)
{
    if (ranges_find(address) != devices[i])
        die(MODULE, "attributed wrongly");
}

static void unload_device(int i)
{
    devices_unload(devices[i]);
}

static const struct way by_dynld = {load_device, find_device, unload_device};

#ifdef LM_ID_NEWLM
static struct link_map *maps[MOST];  // what dlmopen() returns is a link map

static const char *load_namespace(int i)
{
    maps[i] = dlmopen(LM_ID_NEWLM, OBJECT, RTLD_NOW);
    if (maps[i] == NULL)
        return NULL;
    const struct dev *dev = dlsym(maps[i], TABLE);
    return (const char *)(ulong)dev->read;
}

static void find_namespace(int i, const char *address)
{
    Dl_info info;
    struct link_map *map;
    if (dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) == 0 ||
        map != maps[i])
        die(OBJECT, "attributed wrongly");
}

static void unload_namespace(int i)
{
    dlclose(maps[i]);
}

static const struct way by_dlmopen = {load_namespace, find_namespace,
                                      unload_namespace};
#endif

static struct row rows[] = {
    {.name = "dynld, 10", .way = &by_dynld, .n = 10},
    {.name = "dynld, 100", .way = &by_dynld, .n = 100},
    {.name = "dynld, 1,000", .way = &by_dynld, .n = 1000},
    {.name = "dynld, 10,000", .way = &by_dynld, .n = MOST},
#ifdef LM_ID_NEWLM
    {.name = "dlmopen, 10", .way = &by_dlmopen, .n = 10},
    {.name = "dlmopen, 100", .way = &by_dlmopen, .n = 100},
#endif
};

enum { FIRST = 0, LAST = 3 };

static int nrow = sizeof rows / sizeof rows[0];
static int end;  // how many there could be in the row that is too long

// Loads up to n. Returns how many there are then.
static int fill(const struct way *way, int n)
{
    int i = 0;
    while (i < n && (addresses[i] = way->load(i)) != NULL)
        i++;
    return i;
}

static void empty(const struct way *way, int n)
{
    while (n > 0)
        way->unload(--n);
}

// Any one of them, then another: in turns, a processor would guess the next.
static double find_ns(const struct way *way, int n)
{
    static int picks[LOOKUPS];
    for (int i = 0; i < LOOKUPS; i++)
        picks[i] = rand() % n;
    double start = bench_now();
    for (int i = 0; i < LOOKUPS; i++)
        way->find(picks[i], addresses[picks[i]]);
    return (bench_now() - start) / LOOKUPS;
}

// Our own time only. To load 10,000 takes so long that other processes have
// their turns in between, however often it is tried; to load 10 does not.
static double own_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void one_round(struct row *row, int round)
{
    double start = own_ns();
    fill(row->way, row->n);
    row->load_ns[round] = (own_ns() - start) / row->n;
    row->find_ns[round] = find_ns(row->way, row->n);
    empty(row->way, row->n);
}

// Returns how many there were.
static int measure_memory(struct row *row)
{
    double kilobytes = private_kilobytes(), maps_before = mappings();
    int n = fill(row->way, row->n);
    row->kilobytes = (private_kilobytes() - kilobytes) / n;
    row->mappings = (mappings() - maps_before) / n;
    row->pages = modules_kilobytes();
    empty(row->way, n);
    return n;
}

// Memory comes first, and once: it is the same in every round. (But what the
// very first instances touch is touched for all that follow.) A row that is too
// long for its way ends the table.
static void measure(void)
{
    measure_memory(&rows[FIRST]);
    for (int i = 0; i < nrow; i++) {
        int n = measure_memory(&rows[i]);
        if (n == rows[i].n)
            continue;
        end = n;
        nrow = i;
    }
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        for (int i = 0; i < nrow; i++)
            one_round(&rows[i], round);
    }
    for (int i = 0; i < nrow; i++) {
        rows[i].load = bench_result(rows[i].load_ns);
        rows[i].find = bench_result(rows[i].find_ns);
    }
}

static void plot_rows(const char *title, double (*value)(const struct row *))
{
    const char *names[sizeof rows / sizeof rows[0]];
    double values[sizeof rows / sizeof rows[0]];
    for (int i = 0; i < nrow; i++) {
        names[i] = rows[i].name;
        values[i] = value(&rows[i]);
    }
    plot(title, names, values, nrow);
}

static double load_us(const struct row *row)
{
    return row->load.minimum / 1000;
}

static double find(const struct row *row)
{
    return row->find.minimum;
}

static double kilobytes(const struct row *row)
{
    return row->kilobytes;
}

static double each_mappings(const struct row *row)
{
    return row->mappings;
}

static void print_times(void)
{
    putchar('\n');
    bench_title("ns to load, each of so many");
    for (int i = 0; i < nrow; i++)
        bench_line(rows[i].name, rows[i].load, rows[FIRST].load);
    if (end > 0)
        printf("%-34s it ends after %d\n", rows[nrow].name, end);
    putchar('\n');
    bench_title("ns to find one by its address");
    for (int i = 0; i < nrow; i++)
        bench_line(rows[i].name, rows[i].find, rows[FIRST].find);
}

// Of each one more: with one of them the kernel may count memory that happens
// to lie beside it.
static double pages_each(const struct row *first, const struct row *last)
{
    return (last->pages - first->pages) / (last->n - first->n);
}

// What is not a page of the module's: what malloc() gave to the loader, and to
// the host. A module takes the same each time.
static void print_heap(void)
{
    fill(&by_dynld, 1);
    const Dynobj *obj = devices[0]->obj;
    printf("%-34s %zu bytes for the module, %zu for its %d imports\n",
           "the loader's part of the heap", malloc_usable_size((void *)obj),
           malloc_usable_size(obj->import), obj->nimport);
    printf("%-34s %zu bytes\n", "the host's", malloc_usable_size(devices[0]));
    empty(&by_dynld, 1);
}

void bench_instances(void)
{
    measure();
    print_times();
    target("a load with 10,000",
           rows[LAST].load.minimum / rows[FIRST].load.minimum, "x one with 10",
           1.5);
    target("to find one of 10,000", rows[LAST].find.minimum, "ns", 100);
    target("private pages of each of 10,000",
           pages_each(&rows[FIRST], &rows[LAST]), "KB", 4);
    printf("%-34s %.2f KB\n", "with heap and tables", rows[LAST].kilobytes);
    print_heap();

    plot_rows("us to load, each", load_us);
    plot_rows("ns to find one by its address", find);
    plot_rows("KB of private memory, each", kilobytes);
    plot_rows("mappings, each", each_mappings);
}
