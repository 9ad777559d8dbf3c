// owner.c - which instance does this belong to, code or data?

#include <stddef.h>

#include "linkmap.h"
#include "owner.h"

// The two loops in this order: an instance that is a copy lies in the host's
// namespace, where its own file is all that it has.
int owner_find(const void *address, const struct loaded list[], int n)
{
    struct link_map *map = linkmap_of_address(address);
    if (map == NULL)
        return OWNER_NOBODY;
    for (int i = 0; i < n; i++) {
        if (linkmap_of_handle(list[i].handle) == map)
            return i;
    }
    long space = linkmap_namespace(map);
    if (space == NAMESPACE_BASE)
        return OWNER_HOST;
    for (int i = 0; i < n; i++) {
        if (linkmap_namespace(linkmap_of_handle(list[i].handle)) == space)
            return i;
    }
    return OWNER_NOBODY;
}

int owner_objects(const struct loaded *instance)
{
    struct link_map *map = linkmap_of_handle(instance->handle);
    if (linkmap_namespace(map) == NAMESPACE_BASE)
        return 0;
    while (map->l_prev != NULL)
        map = map->l_prev;
    int count = 0;
    for (; map != NULL; map = map->l_next)
        count++;
    return count;
}
