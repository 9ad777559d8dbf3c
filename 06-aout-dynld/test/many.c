// many.c - many modules at once, and one after another. Prints TAP.
//
// Usage: many INSTANCES ROUNDS

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/maps.h"
#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"
#include "test/wrap.h"

static uchar *file;
static size_t size;
static int fd;  // the same bytes as a file, or -1

static Dynobj *load(void)
{
    struct source s = {.bytes = file, .n = size};
    if (fd == -1)
        return source_load(&s, host_table, HOST_NSYM, 0);
    lseek(fd, 0, SEEK_SET);
    return dynloadfd(fd, host_table, HOST_NSYM, 0);
}

static int count(Dynobj *o)
{
    return ((int (*)(void))(ulong)dynimport(o, "count", 0))();
}

static int by_base(const void *a, const void *b)
{
    const Dynobj *x = *(Dynobj *const *)a, *y = *(Dynobj *const *)b;
    return (x->base > y->base) - (x->base < y->base);
}

// Instance i is called i % 3 + 1 times: each has counted its own calls.
static bool all_apart(Dynobj **all, int n)
{
    bool right = true;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < n; i++) {
            if (round <= i % 3)
                right = count(all[i]) == round + 1 && right;
        }
    }
    qsort(all, (size_t)n, sizeof *all, by_base);
    for (int i = 1; i < n; i++)
        right = all[i - 1]->base + all[i - 1]->size <= all[i]->base && right;
    return right;
}

static void at_once(int n)
{
    char what[100];
    Dynobj **all = calloc((size_t)n, sizeof *all);
    bool loaded = all != NULL;
    for (int i = 0; i < n && loaded; i++) {
        all[i] = load();
        loaded = all[i] != NULL;
    }
    snprintf(what, sizeof what, "%d instances at once, text %s", n,
             fd == -1 ? "copied" : "mapped");
    if (!ok(loaded, what))
        fprintf(stderr, "# %s\n", err_text());
    ok(loaded && all_apart(all, n),
       "... each at a place, with data, of its own");
    for (int i = 0; i < n && loaded; i++)
        dynobjfree(all[i]);
    free(all);
    ok(wrap.mapped == 0, "... and all can be freed");
}

static void in_turns(int rounds)
{
    char what[100];
    bool right = true;
    dynobjfree(load());
    long blocks = wrap.blocks;
    int maps = maps_count();
    for (int i = 0; i < rounds; i++) {
        Dynobj *o = load();
        right = o != NULL && count(o) == 1 && right;
        dynobjfree(o);
    }
    snprintf(what, sizeof what, "%d loaded and freed, one after another",
             rounds);
    ok(right, what);
    ok(wrap.blocks == blocks && wrap.mapped == 0,
       "... nothing is left of them");
    // An allocator may map more for itself, but not for each round.
    ok(maps_count() <= maps + 40,
       "... no mapping either, as the kernel counts");
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: many INSTANCES ROUNDS\n");
        return 2;
    }
    struct module *m = malloc(sizeof *m);
    if (m == NULL)
        abort();
    module_init(m);
    file = module_write(m, &size);
    free(m);
    fd = -1;
    at_once(atoi(argv[1]));
    in_turns(atoi(argv[2]));
    fd = memfd_create("module", 0);
    if (fd < 0 || write(fd, file, size) != (ssize_t)size)
        abort();
    at_once(atoi(argv[1]));
    in_turns(atoi(argv[2]));
    close(fd);
    free(file);
    return finish();
}
