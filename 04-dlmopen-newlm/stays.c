// stays.c - look for what was there before dlclose().
//
// glibc does not unload a file that was linked with -z nodelete, one whose
// unique symbol it has taken (unique.h), and one that is still needed: by
// another handle or file, or by a thread, which has a destructor of it to call
// for a thread_local object. A file that stays keeps its namespace.

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "stays.h"
#include "unique.h"

#ifdef __GLIBC__

static bool asks_to_stay(const struct link_map *map)
{
    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_FLAGS_1)
            return (entry->d_un.d_val & DF_1_NODELETE) != 0;
    }
    return false;
}

void stays_note(struct stays *stays, void *handle)
{
    struct link_map *map;
    Lmid_t space;
    stays->count = 0;
    stays->alone = true;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 ||
        dlinfo(handle, RTLD_DI_LMID, &space) != 0)
        return;
    stays->alone = space == LM_ID_BASE;
    snprintf(stays->path, sizeof stays->path, "%s", map->l_name);
    for (int n = 0; map != NULL && n < STAYS_MAX; n++, map = map->l_next) {
        stays->objects[n].map = map;
        stays->objects[n].place = map->l_ld;
        stays->objects[n].nodelete = asks_to_stay(map);
        stays->count = n + 1;
        if (stays->alone)
            break;
    }
}

// Does the loader still know the address, and as the same object's? (ld.so's
// is another's: the loader was loaded into the first namespace.)
static bool is_left(const struct stays *stays, int i)
{
    Dl_info info;
    void *map;
    return dladdr1(stays->objects[i].place, &info, &map, RTLD_DL_LINKMAP) !=
               0 &&
           map == stays->objects[i].map;
}

static bool has_unique(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int count = fd < 0 ? 0 : unique_count(fd);
    if (fd >= 0)
        close(fd);
    return count > 0;
}

// Its link map is read only in a namespace of its own, which nobody else can
// bring to an end. In the host's, another thread's dlclose() may unload it now.
static bool is_unique(const struct stays *stays, int i)
{
    return has_unique(stays->alone ? stays->path
                                   : stays->objects[i].map->l_name);
}

const char *stays_why(const struct stays *stays)
{
    const char *why = NULL;
    for (int i = 0; i < stays->count; i++) {
        if (!is_left(stays, i))
            continue;
        if (stays->objects[i].nodelete)
            return i == 0 ? "it was linked with -z nodelete"
                          : "a library in its namespace was linked with "
                            "-z nodelete";
        if (is_unique(stays, i))
            return i == 0 ? "it has a unique symbol (STB_GNU_UNIQUE)"
                          : "a library in its namespace has a unique symbol "
                            "(STB_GNU_UNIQUE)";
        why = "something still needs it: another handle, another file, or a "
              "thread_local destructor";
    }
    return why;
}

#else

void stays_note(struct stays *stays, void *handle)
{
    (void)handle;
    stays->count = 0;
    stays->alone = true;
}

const char *stays_why(const struct stays *stays)
{
    (void)stays;
    return NULL;
}

#endif
