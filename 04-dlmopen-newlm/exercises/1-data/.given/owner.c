// owner.c - which instance does this belong to, code or data?

#include <stddef.h>

#include "linkmap.h"
#include "owner.h"

int owner_find(const void *address, const struct loaded list[], int n)
{
    // TODO: this is not more than chapter 3 knew.
    const struct link_map *map = linkmap_of_address(address);
    for (int i = 0; i < n; i++) {
        if (linkmap_of_handle(list[i].handle) == map)
            return i;
    }
    return OWNER_NOBODY;
}

int owner_objects(const struct loaded *instance)
{
    // TODO: count the objects in its namespace.
    (void)instance;
    return 0;
}
