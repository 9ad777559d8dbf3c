// list.c - lists a namespace, seen from outside and from inside.
//
// Usage:        list dlopen FILE.so
//               list dlmopen FILE.so...    (all into one new namespace)
//               The last file exports look(): see look.h.
// Exit status:  0 done, 1 a file could not be loaded, 2 usage.
//
// It prints the names of files without their folders, and calls the loader
// ld.so, whatever its name is on this machine.

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

#include "contents/look.h"
#include "namespace.h"

static const char *short_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return strncmp(name, "ld-", 3) == 0 || strncmp(name, "ld64", 4) == 0
               ? "ld.so"
               : name;
}

// From outside: the link maps of a namespace form a list, and the handle's link
// map is in it.
static void from_outside(void *handle)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return;
    while (map->l_prev != NULL)
        map = map->l_prev;
    printf("outside:");
    for (; map != NULL; map = map->l_next)
        printf(" %s", short_name(map->l_name));
    printf("\n");
}

static int print_name(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    printf(" %s", short_name(info->dlpi_name));
    return 0;
}

// From inside: glibc's dl_iterate_phdr() shows the namespace of the code that
// calls it. So the plugin has to make the call, but it may call the host's
// dl_iterate_phdr().
static void from_inside(void *handle)
{
    void *symbol = dlsym(handle, "look");
    look_fn *call;
    if (symbol == NULL)
        return;
    *(void **)&call = symbol;
    printf("inside: ");
    call(dl_iterate_phdr, print_name);
    printf("\n");
}

static int is_it(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    return strcmp(info->dlpi_name, data) == 0;
}

static void from_the_host(char *path)
{
    printf("host:    %s %s\n", short_name(path),
           dl_iterate_phdr(is_it, path) ? "is seen" : "is not seen");
}

static int show(void *handle, char *path)
{
    from_outside(handle);
    from_inside(handle);
    from_the_host(path);
    return 0;
}

static int show_new(char *paths[], int n)
{
    struct namespace space = {0};
    char why[512];
    void *last = NULL;
    for (int i = 0; i < n; i++) {
        last = namespace_add(&space, paths[i], why, sizeof why);
        if (last == NULL)
            break;
    }
    if (last == NULL)
        fprintf(stderr, "list: %s\n", why);
    else
        show(last, paths[n - 1]);
    namespace_close(&space);
    return last == NULL;
}

int main(int argc, char *argv[])
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc >= 3 && strcmp(argv[1], "dlmopen") == 0)
        return show_new(argv + 2, argc - 2);
    if (argc != 3 || strcmp(argv[1], "dlopen") != 0) {
        fprintf(stderr, "usage: list dlopen FILE.so\n"
                        "       list dlmopen FILE.so...\n");
        return 2;
    }
    void *handle = dlopen(argv[2], RTLD_NOW);
    if (handle == NULL) {
        fprintf(stderr, "list: %s\n", dlerror());
        return 1;
    }
    from_the_host(argv[2]);
    dlclose(handle);
    return 0;
}
