// host.c - have a plugin in a namespace of its own keep a diary.
//
// Usage:        host PLUGIN.so FILE NUMBER...
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "diary.h"
#include "namespace.h"
#include "own.h"

// Flushes every stream of the plugin's libc, if it has one: its stdout, and the
// files that it has opened. dlsym() of a handle finds what the plugin would.
static void flush(void *handle)
{
    int (*its_fflush)(FILE *);
    *(void **)&its_fflush = dlsym(handle, "fflush");
    if (its_fflush != NULL)
        its_fflush(NULL);
}

// Has the plugin note one number. handle is the plugin's, for dlsym().
static int note(void *handle, const struct diary *diary, int number)
{
    fflush(NULL);  // ours: the plugin's line comes later, or the end does
    int count = diary->note(number);
    flush(handle);
    return count;
}

static int keep(void *handle, char *argv[])
{
    const struct diary *diary = own_symbol(handle, DIARY_SYMBOL);
    if (diary == NULL || diary->open(argv[2]) != 0) {
        fprintf(stderr, "host: %s: it keeps no diary in %s\n", argv[1],
                argv[2]);
        return 1;
    }
    for (int i = 3; argv[i] != NULL; i++) {
        printf("host: note %s\n", argv[i]);
        int count = note(handle, diary, atoi(argv[i]));
        printf("host: %d noted\n", count);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc < 3) {
        fprintf(stderr, "usage: host PLUGIN.so FILE NUMBER...\n");
        return 2;
    }
    struct namespace space = {0};
    char why[512];
    void *handle = namespace_add(&space, argv[1], why, sizeof why);
    if (handle == NULL) {
        fprintf(stderr, "host: %s\n", why);
        return 1;
    }
    int status = keep(handle, argv);
    namespace_close(&space);
    return status;
}
