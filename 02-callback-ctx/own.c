// own.c - dlsym(), and then a check that the file itself has the symbol.

#include <dlfcn.h>
#include <link.h>
#include <stddef.h>

#include "own.h"

// Returns where the file that holds address begins in memory, or NULL.
static const void *file_of(const void *address)
{
    Dl_info info;
    return dladdr(address, &info) != 0 ? info.dli_fbase : NULL;
}

// The link map of a handle says where the file's dynamic section is (l_ld).
// What dlsym() found has to lie in the same file. Comparing names is not
// enough: one file may have several names, and in chapter 4 several loaded
// files share one.
void *own_symbol(void *handle, const char *name)
{
    struct link_map *map;
    void *found = dlsym(handle, name);
    if (found == NULL || dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return NULL;
    return file_of(found) == file_of(map->l_ld) ? found : NULL;
}
