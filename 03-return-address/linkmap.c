// linkmap.c - dlinfo() from a handle, dladdr1() from an address.

#include <dlfcn.h>
#include <errno.h>
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

#ifdef DLFO_STRUCT_HAS_EH_DBASE  // glibc 2.35 and later

// Returns the path of the file that address lies in, or NULL. The program's own
// link map has an empty path.
static const char *path_of(const void *address)
{
    struct dl_find_object found;
    if (_dl_find_object((void *)address, &found) != 0)
        return NULL;
    const char *path = found.dlfo_link_map->l_name;
    return *path == '\0' ? program_invocation_name : path;
}

#else

static const char *path_of(const void *address)
{
    Dl_info info;
    return dladdr(address, &info) == 0 ? NULL : info.dli_fname;
}

#endif

// The path of the program itself has no slash if it was started through $PATH.
const char *linkmap_file(const void *address)
{
    const char *path = path_of(address);
    if (path == NULL)
        return "no file";
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

#ifdef __GLIBC__

// dladdr1() first searches the ranges of all objects, and then the symbols of
// the object that it found, for the name of the function. We do not need the
// name, and looking for it in a large file is slow. _dl_find_object() looks for
// no name (glibc 2.35).
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
