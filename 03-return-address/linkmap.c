// linkmap.c - dlinfo() from a handle, dladdr1() from an address.

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "linkmap.h"

struct link_map *linkmap_of_handle(void *handle)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return NULL;
    return map;
}

// A path has no slash if it is the program itself, started by way of $PATH.
const char *linkmap_file(const void *address)
{
    Dl_info info;
    if (dladdr(address, &info) == 0 || info.dli_fname == NULL)
        return "no file";
    const char *slash = strrchr(info.dli_fname, '/');
    return slash == NULL ? info.dli_fname : slash + 1;
}

#ifdef __GLIBC__

// dladdr1() searches the objects' ranges first and then the symbols of the one
// that it found, for the name of the function. We do not want the name; it is
// what makes this slow. _dl_find_object() leaves it out (glibc 2.35).
struct link_map *linkmap_of_address(const void *address)
{
    Dl_info info;
    void *map;
    if (dladdr1(address, &info, &map, RTLD_DL_LINKMAP) == 0)
        return NULL;
    return map;
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

int linkmap_works(void)
{
    return 0;
}

#endif
