// tell.c - load plugins, let each measure, and say how its reports came.
//
// Usage:        tell PLUGIN.so...
//               MAX=N in the environment: there is room for N findings
// Exit status:  0 done, 1 a plugin could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "blame.h"
#include "own.h"

#define MAX_PLUGINS 16
#define MAX_FINDINGS 32

static const char *const words[] = {"unknown", "call", "jump", "each",
                                    "library"};

static void tell(const struct feeder *feeder)
{
    struct finding findings[MAX_FINDINGS] = {0};
    const char *room = getenv("MAX");
    int max = room == NULL ? MAX_FINDINGS : atoi(room);
    int n = blame_measure(feeder, findings, max);
    if (n > max) {
        printf("  %d reports, room for %d, %s\n", n, max,
               findings[max].file[0] == '\0' ? "kept" : "not kept");
    }
    for (int i = 0; i < n && i < max; i++)
        printf("  %g: %s, in %s\n", findings[i].reading, words[findings[i].way],
               findings[i].file);
}

int main(int argc, char *argv[])
{
    const struct feeder *feeders[MAX_PLUGINS];
    if (argc < 2 || argc > MAX_PLUGINS) {
        fprintf(stderr, "usage: tell PLUGIN.so...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    // All are loaded before the first measures.
    for (int i = 1; i < argc; i++) {
        void *handle = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL) {
            fprintf(stderr, "tell: %s\n", dlerror());
            return 1;
        }
        feeders[i - 1] = own_symbol(handle, FEEDER_SYMBOL);
        if (feeders[i - 1] == NULL) {
            fprintf(stderr, "tell: %s: not a feeder\n", argv[i]);
            return 1;
        }
    }
    for (int i = 1; i < argc; i++) {
        printf("plugin %d\n", i);
        tell(feeders[i - 1]);
    }
    return 0;
}
