// sorter_host.c - a callback that comes through libc: whose libc is it?
//
// Usage:        sorter_host SORTER.so
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.

#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "linkmap.h"
#include "load.h"
#include "own.h"
#include "pitfalls/sorter.h"

static struct link_map *caller_map;

__attribute__((noinline)) static int compare(const void *a, const void *b)
{
    caller_map = linkmap_of_address(CALLER());
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// Loads an instance. Returns its sort(), or NULL after saying what is wrong.
static sort_fn *open_one(struct loaded *loaded, const char *path)
{
    char why[LOAD_WHY];
    if (!load(loaded, LOAD_DLMOPEN, path, why, sizeof why)) {
        fprintf(stderr, "sorter_host: %s\n", why);
        return NULL;
    }
    sort_fn *sort;
    *(void **)&sort = own_symbol(loaded->handle, "sort");
    if (sort == NULL) {
        fprintf(stderr, "sorter_host: %s: no \"sort\" in it\n", path);
        unload(loaded);
    }
    return sort;
}

int main(int argc, char *argv[])
{
    static const char *const names[] = {"kitchen", "cellar"};
    struct loaded loaded[2];
    long spaces[2];
    sort_fn *sort[2];
    if (argc != 2) {
        fprintf(stderr, "usage: sorter_host SORTER.so\n");
        return 2;
    }
    for (int i = 0; i < 2; i++) {
        sort[i] = open_one(&loaded[i], argv[1]);
        if (sort[i] == NULL)
            return 1;
        spaces[i] = linkmap_namespace(linkmap_of_handle(loaded[i].handle));
    }
    for (int i = 0; i < 2; i++) {
        int values[] = {3, 1, 2};
        sort[i](values, 3, compare);
        printf("%s sorts: %d %d %d, called by code in %s", names[i], values[0],
               values[1], values[2], strrchr(caller_map->l_name, '/') + 1);
        long space = linkmap_namespace(caller_map);
        printf(" of %s\n", space == spaces[0]   ? names[0]
                           : space == spaces[1] ? names[1]
                                                : "nobody");
    }
    unload(&loaded[1]);
    unload(&loaded[0]);
    return 0;
}
