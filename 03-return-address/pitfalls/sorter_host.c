// sorter_host.c - a callback that the plugin passes on to libc.
//
// Usage:        sorter_host PLUGIN.so
// Exit status:  0 done, 1 the plugin could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "caller.h"
#include "linkmap.h"

typedef int compare_fn(const void *a, const void *b);

static const char *caller_file = "nobody";

__attribute__((noinline)) static int compare(const void *a, const void *b)
{
    caller_file = linkmap_file(CALLER());
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: sorter_host PLUGIN.so\n");
        return 2;
    }
    void *handle = dlopen(argv[1], RTLD_NOW);
    void *symbol = handle == NULL ? NULL : dlsym(handle, "sort");
    if (symbol == NULL) {
        fprintf(stderr, "sorter_host: %s\n", dlerror());
        return 1;
    }
    void (*sort)(int *, size_t, compare_fn *);
    *(void **)&sort = symbol;

    int values[] = {3, 1, 2};
    sort(values, 3, compare);
    printf("sorted: %d %d %d, called by code in %s\n", values[0], values[1],
           values[2], caller_file);
    dlclose(handle);
    return 0;
}
