// stays_test.c - what unload() says when something happens meanwhile.
//
// Usage:        stays_test deleted WAY FILE.so
//               Loads FILE.so, deletes it, unloads it, and says what unload()
//               says.
// Exit status:  0 done, 1 could not be loaded, 2 usage.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "load.h"

static int fail(const char *why)
{
    fprintf(stderr, "stays_test: %s\n", why);
    return 1;
}

static void print_reason(const char *why)
{
    printf("stays: %s\n", why == NULL ? "no" : why);
}

static int unload_deleted(enum load_way way, const char *path)
{
    struct loaded loaded;
    char why[LOAD_WHY];
    if (!load(&loaded, way, path, why, sizeof why))
        return fail(why);
    unlink(path);
    print_reason(unload(&loaded));
    return 0;
}

int main(int argc, char *argv[])
{
    enum load_way way;
    if (argc != 4 || strcmp(argv[1], "deleted") != 0 ||
        !load_way(argv[2], &way)) {
        fprintf(stderr, "usage: stays_test deleted WAY FILE.so\n");
        return 2;
    }
    return unload_deleted(way, argv[3]);
}
