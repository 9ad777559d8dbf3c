// compare.c - what host and guest share, and what each has of its own.
//
// Usage:        compare dlopen|dlmopen GUEST.so
//               compare FORWARD.so GUEST.so    dlmopen, after a forwarding
//                                              library of libc's functions
// Exit status:  0 all rows were tried, 1 it could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "forward.h"
#include "own.h"
#include "twice/rows.h"

static void try_all(const char *title, const struct row *row,
                    const struct guest *guest)
{
    printf("%s\n", title);
    for (; row->name != NULL; row++)
        printf("  %-12s %s   %s\n", row->name,
               row->shared(guest) ? "one" : "two", row->what);
}

// Returns a handle, or NULL with the reason in why.
static void *load(struct namespace *space, const char *how, const char *path,
                  char *why, size_t size)
{
    if (strcmp(how, "dlopen") == 0) {
        void *handle = dlopen(path, RTLD_NOW);
        if (handle == NULL)
            snprintf(why, size, "%s", dlerror());
        return handle;
    }
    if (strcmp(how, "dlmopen") != 0 && !forward_add(space, how, why, size))
        return NULL;
    return namespace_add(space, path, why, size);
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: compare dlopen|dlmopen|FORWARD.so GUEST.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    struct namespace space = {0};
    char why[512] = "it is not a guest";
    void *handle = load(&space, argv[1], argv[2], why, sizeof why);
    const struct guest *guest =
        handle == NULL ? NULL : own_symbol(handle, GUEST_SYMBOL);
    if (guest == NULL) {
        fprintf(stderr, "compare: %s\n", why);
        namespace_close(&space);
        return 1;
    }

    try_all("of each libc", per_libc, guest);
    try_all("of the process", per_process, guest);

    if (space.count == 0)
        dlclose(handle);
    namespace_close(&space);
    return 0;
}
