// linkmap.c - dlinfo() from a handle, dladdr1() from an address.

#include <dlfcn.h>
#include <stddef.h>

#include "linkmap.h"

struct link_map *linkmap_of_handle(void *handle)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return NULL;
    return map;
}

#ifdef __GLIBC__

struct link_map *linkmap_of_address(const void *address)
{
    Dl_info info;
    void *map;
    if (dladdr1(address, &info, &map, RTLD_DL_LINKMAP) == 0)
        return NULL;
    return map;
}

// dlinfo() wants a handle, and for the address of a caller there is none, only
// a link map. In glibc, the only C library with namespaces, a handle *is* the
// address of a link map. No manual promises it; check.sh looks.
long linkmap_namespace(struct link_map *map)
{
    Lmid_t space;
    if (dlinfo(map, RTLD_DI_LMID, &space) != 0)
        return -1;
    return space;
}

int linkmap_works(void)
{
    return 1;
}

#else

struct link_map *linkmap_of_address(const void *address)
{
    (void)address;
    return NULL;
}

long linkmap_namespace(struct link_map *map)
{
    (void)map;
    return NAMESPACE_BASE;
}

int linkmap_works(void)
{
    return 0;
}

#endif
