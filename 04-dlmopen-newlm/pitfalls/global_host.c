// global_host.c - tries RTLD_GLOBAL with namespaces, from outside and from
// inside.
//
// Usage:        global_host outside FILE.so
//               global_host inside|inside-local FILE.so INNER.so
//               outside:      dlmopen(FILE.so) with RTLD_GLOBAL
//               inside:       INNER.so, in a namespace, calls dlopen(FILE.so)
//                             with RTLD_GLOBAL, in a child
//               inside-local: the same with RTLD_LOCAL
// Exit status:  0 it has tried, 1 it could not, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "load.h"
#include "own.h"
#include "pitfalls/child.h"

#ifdef LM_ID_NEWLM
static void *open_global(const char *path)
{
    return dlmopen(LM_ID_NEWLM, path, RTLD_NOW | RTLD_GLOBAL);
}
#else
static void *open_global(const char *path)
{
    (void)path;
    return NULL;
}
#endif

static int outside(const char *path)
{
    void *handle = open_global(path);
    printf("dlmopen: %s\n", handle == NULL ? dlerror() : "done");
    if (handle != NULL)
        dlclose(handle);
    return 0;
}

struct plan {
    const char *inner, *path;
    int mode;
};

// In the child.
static int inside(const void *arg)
{
    const struct plan *plan = arg;
    struct loaded loaded;
    char why[LOAD_WHY];
    if (!load(&loaded, LOAD_DLMOPEN, plan->inner, why, sizeof why)) {
        fprintf(stderr, "global_host: %s\n", why);
        return 1;
    }
    const char *(*open_more)(const char *path, int mode);
    *(void **)&open_more = own_symbol(loaded.handle, "open_more");
    if (open_more == NULL)
        return 1;
    if (plan->mode & RTLD_GLOBAL)
        child_silence();
    const char *reason = open_more(plan->path, plan->mode);
    printf("dlopen inside: %s\n", reason == NULL ? "done" : reason);
    unload(&loaded);
    return reason != NULL;
}

int main(int argc, char *argv[])
{
    int from_outside = argc == 3 && strcmp(argv[1], "outside") == 0;
    int global = argc == 4 && strcmp(argv[1], "inside") == 0;
    int local = argc == 4 && strcmp(argv[1], "inside-local") == 0;
    if (!from_outside && !global && !local) {
        fprintf(stderr, "usage: global_host outside FILE.so\n"
                        "       global_host inside|inside-local FILE.so "
                        "INNER.so\n");
        return 2;
    }
    if (load_missing(LOAD_DLMOPEN) != NULL) {
        fprintf(stderr, "global_host: %s\n", load_missing(LOAD_DLMOPEN));
        return 1;
    }
    if (from_outside)
        return outside(argv[2]);
    struct plan plan = {argv[3], argv[2],
                        RTLD_NOW | (local ? RTLD_LOCAL : RTLD_GLOBAL)};
    return child_run(inside, &plan);
}
