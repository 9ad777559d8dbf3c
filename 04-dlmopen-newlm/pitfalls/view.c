// view.c - what dl_iterate_phdr() shows to the host and to a plugin.
//
// Usage:        view SEEN.so
// Exit status:  0 done, 1 could not, 2 usage.
//
// dl_iterate_phdr() looks at its return address, like this book's callbacks,
// and visits the objects of the caller's namespace.

#include <dlfcn.h>
#include <stdio.h>

#include "linkmap.h"
#include "load.h"
#include "own.h"
#include "pitfalls/seen.h"
#include "segments.h"

// What one of the two saw.
struct view {
    bool host, plugin;
};

// The objects, identified by where their dynamic section is.
static const void *host_dynamic, *plugin_dynamic;

static void see(void *data, const void *dynamic)
{
    struct view *view = data;
    view->host |= dynamic == host_dynamic;
    view->plugin |= dynamic == plugin_dynamic;
}

static int see_one(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    see(data, seen_dynamic(info));
    return 0;
}

static const char *yes_no(bool b)
{
    return b ? "yes" : "no";
}

static void print(const char *who, const struct view *view)
{
    printf("%s sees: the host %s, the plugin %s\n", who, yes_no(view->host),
           yes_no(view->plugin));
}

int main(int argc, char *argv[])
{
    struct loaded loaded;
    char why[LOAD_WHY];
    if (argc != 2) {
        fprintf(stderr, "usage: view SEEN.so\n");
        return 2;
    }
    if (!load(&loaded, LOAD_DLMOPEN, argv[1], why, sizeof why)) {
        fprintf(stderr, "view: %s\n", why);
        return 1;
    }
    look_fn *look;
    *(void **)&look = own_symbol(loaded.handle, "look");
    if (look == NULL) {
        fprintf(stderr, "view: %s: no \"look\" in it\n", argv[1]);
        unload(&loaded);
        return 1;
    }
    struct link_map *map = linkmap_of_handle(loaded.handle);
    plugin_dynamic = map->l_ld;
    void *self = dlopen(NULL, RTLD_NOW);
    host_dynamic = linkmap_of_handle(self)->l_ld;

    struct view from_host = {0}, from_plugin = {0};
    dl_iterate_phdr(see_one, &from_host);
    look(see, &from_plugin);
    print("the host", &from_host);
    print("the plugin", &from_plugin);
    struct segment segment;
    printf("by its handle: %s\n",
           segments_of(map, &segment, 1) > 0 ? "found" : "not found");
    dlclose(self);
    unload(&loaded);
    return 0;
}
