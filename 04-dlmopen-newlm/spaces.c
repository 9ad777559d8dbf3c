// spaces.c - walks the list that the loader keeps for debuggers.
//
// gdb reads struct r_debug to learn what is loaded: r_map is the first link map
// of one namespace. glibc 2.35 made the structure longer: if r_version is 2 or
// more, an r_next follows, which points to the structure of the next namespace.
// r_version is 1, and there is no r_next, until the first dlmopen().

#include <stdbool.h>
#include <stddef.h>

#include "spaces.h"

#ifndef __GLIBC__  // glibc's link.h declares it
extern ElfW(Dyn) _DYNAMIC[];
#endif

// The loader writes the address of its struct r_debug into the program's
// dynamic section, as the value of the tag DT_DEBUG. (Each object has such a
// table of tags and values; _DYNAMIC is the program's own.)
//
// The variable _r_debug is a trap: the linker may give the program a copy of
// it, which has the old, shorter size and never changes.
static struct r_debug *loader_debug(void)
{
    for (const ElfW(Dyn) *entry = _DYNAMIC; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_DEBUG)
            return (struct r_debug *)entry->d_un.d_ptr;
    }
    return NULL;
}

#if __GLIBC__ == 2 && __GLIBC_MINOR__ >= 35

int spaces_by_loader(struct link_map *first[], int max)
{
    struct r_debug *debug = loader_debug();
    if (debug == NULL)
        return -1;
    int found = 0;
    while (debug != NULL) {
        // A namespace that was given back stays in the list, but empty.
        if (debug->r_map != NULL) {
            if (found < max)
                first[found] = debug->r_map;
            found++;
        }
        const struct r_debug_extended *longer = (const void *)debug;
        bool more = debug->r_version >= 2 && longer->r_next != NULL;
        debug = more ? &longer->r_next->base : NULL;
    }
    return found;
}

#else

int spaces_by_loader(struct link_map *first[], int max)
{
    (void)first, (void)max;
    return -1;
}

#endif

uintptr_t spaces_loader(void)
{
    const struct r_debug *debug = loader_debug();
    return debug == NULL ? 0 : debug->r_ldbase;
}

static struct link_map *first_of(struct link_map *map)
{
    while (map->l_prev != NULL)
        map = map->l_prev;
    return map;
}

// Appends map to first, unless it is there already. Returns how many there are
// then.
static int enter(struct link_map *map, struct link_map *first[], int found,
                 int max)
{
    for (int i = 0; i < found && i < max; i++) {
        if (first[i] == map)
            return found;
    }
    if (found < max)
        first[found] = map;
    return found + 1;
}

int spaces_by_maps(struct link_map *const maps[], int n,
                   struct link_map *first[], int max)
{
    const struct r_debug *debug = loader_debug();
    int found = 0;
    if (debug != NULL)
        found = enter(debug->r_map, first, found, max);
    for (int i = 0; i < n; i++)
        found = enter(first_of(maps[i]), first, found, max);
    return found;
}
