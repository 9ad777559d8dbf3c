// isolates.c - loads a plugin twice: which things exist twice?
//
// Usage:        isolates dlopen|dlmopen|copy PROBE.so
// Exit status:  0 done, 1 could not, 2 usage.

#include <stdio.h>

#include "load.h"
#include "own.h"
#include "probe.h"

// A name in the host, for the plugin to look for. The Makefile links the host
// with -rdynamic, so that the loader can find it.
extern int in_the_host;
int in_the_host = 1;

static const char *how_many(const void *a, const void *b)
{
    return a == b ? "one" : "two";
}

static void compare(const struct probe *a, const struct probe *b)
{
    printf("code: %s\n", how_many(a->code(), b->code()));
    printf("variables: %s\n", how_many(a->variable(), b->variable()));
    printf("libc: %s\n", how_many(a->libc(), b->libc()));
    printf("the host's names: %s\n",
           a->look_for("in_the_host") == &in_the_host ? "seen" : "not seen");
}

int main(int argc, char *argv[])
{
    enum load_way way;
    if (argc != 3 || !load_way(argv[1], &way)) {
        fprintf(stderr, "usage: isolates dlopen|dlmopen|copy PROBE.so\n");
        return 2;
    }
    const struct probe *probes[2];
    struct loaded loaded[2];
    char why[LOAD_WHY];
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 0; i < 2; i++) {
        if (!load(&loaded[i], way, argv[2], why, sizeof why)) {
            fprintf(stderr, "isolates: %s\n", why);
            return 1;
        }
        probes[i] = own_symbol(loaded[i].handle, "probe");
        if (probes[i] == NULL) {
            fprintf(stderr, "isolates: %s: not a probe\n", argv[2]);
            return 1;
        }
    }
    compare(probes[0], probes[1]);
    unload(&loaded[1]);
    unload(&loaded[0]);
    return 0;
}
