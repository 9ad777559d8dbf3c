// words.c - what one relocation costs, and one import.
//
// Three files of 10,000 words each, from words.S: numbers, addresses of
// their own, imports. What the second and the third take longer than the first,
// divided by 10,000, is the price of one. The imports are every tenth of the
// program's 100,000 exports.
//
// Beside these, a binary search for each: what the imports would cost if the
// two sorted lists were not merged.
//
// A shared object is mapped and not read: so what dlopen() has to relocate
// costs it a copy of each page as well, which a loader that reads pays always.

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include "bench.h"
#include "parts.h"

#define WORDS 10000

static void load_module(const char *path, long times)
{
    while (times-- > 0) {
        int fd = open(path, O_RDONLY);
        Dynobj *obj = dynloadfd(fd, _exporttab, nexport, 0);
        if (obj == NULL) {
            char reason[ERRMAX];
            rerrstr(reason, sizeof reason);
            die(path, reason);
        }
        dynobjfree(obj);
        close(fd);
    }
}

static void load_object(const char *path, long times)
{
    while (times-- > 0) {
        void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL)
            die(path, dlerror());
        dlclose(handle);
    }
}

static void module_numbers(long times)
{
    load_module("build/bench_numbers.mod", times);
}

static void module_addresses(long times)
{
    load_module("build/bench_addresses.mod", times);
}

static void module_imports(long times)
{
    load_module("build/bench_imports.mod", times);
}

static void object_numbers(long times)
{
    load_object("./build/bench_numbers.so", times);
}

static void object_addresses(long times)
{
    load_object("./build/bench_addresses.so", times);
}

static void object_imports(long times)
{
    load_object("./build/bench_imports.so", times);
}

// The symbols that are imported, each looked for in the whole table.
static void searches(long times)
{
    while (times-- > 0) {
        for (int i = 5; i < 10 * WORDS; i += 10) {
            Dynsym *sym = &_exporttab[i];
            if (dynfindsym(sym->name, _exporttab, nexport) != sym)
                die(sym->name, "not found");
        }
    }
}

// What one of the words adds.
static struct bench_result per_word(struct bench_result with,
                                    struct bench_result without)
{
    return (struct bench_result){
        .minimum = (with.minimum - without.minimum) / WORDS,
        .median = (with.median - without.median) / WORDS,
    };
}

static const struct bench rows[] = {
    {"dynld, numbers", module_numbers, 10},
    {"dynld, addresses", module_addresses, 10},
    {"dynld, imports", module_imports, 1},
    {"no load, 10,000 searches", searches, 1},
    {"dlopen, numbers", object_numbers, 10},
    {"dlopen, addresses", object_addresses, 10},
    {"dlopen, imports", object_imports, 1},
};

enum { NUMBERS, ADDRESSES, IMPORTS, SEARCHES, DLOPEN };

static void print_per_word(const struct bench_result *r, bool both)
{
    const struct bench_result none = {0, 0}, *their = &r[DLOPEN];
    struct bench_result relocation = per_word(r[ADDRESSES], r[NUMBERS]);
    struct bench_result import = per_word(r[IMPORTS], r[NUMBERS]);

    putchar('\n');
    bench_title("ns per word of these");
    bench_line("dynld, a relocation", relocation, relocation);
    bench_line("dynld, an import", import, relocation);
    bench_line("a search", per_word(r[SEARCHES], none), relocation);
    if (both) {
        bench_line("dlopen, a relocation",
                   per_word(their[ADDRESSES], their[NUMBERS]), relocation);
        bench_line("dlopen, an import",
                   per_word(their[IMPORTS], their[NUMBERS]), relocation);
    }
    target("a relocation", relocation.minimum, "ns", 4);
    if (both) {
        double theirs = per_word(their[IMPORTS], their[NUMBERS]).minimum;
        target("an import", theirs > 0 ? import.minimum / theirs : 0,
               "x dlopen", 1);
    }
}

void bench_words(void)
{
    bool both = dlclose_unloads();
    int n = both ? sizeof rows / sizeof rows[0] : DLOPEN;
    struct bench_result r[sizeof rows / sizeof rows[0]];
    bench_measure(rows, n, r);
    putchar('\n');
    bench_title("ns to load 10,000 words");
    for (int i = 0; i < n; i++)
        bench_line(rows[i].name, r[i], r[NUMBERS]);
    print_per_word(r, both);
}
