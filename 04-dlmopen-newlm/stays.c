// stays.c - look for what was there before dlclose().
//
// glibc does not unload a file that was linked with -z nodelete, one whose
// unique symbol it has taken (unique.h), and one that is still needed: by
// another handle or file, or by a thread, which has a destructor of it to call
// for a thread_local object. A file that stays keeps its namespace.
//
// After dlclose() there is no handle to ask with. A copy can be asked for: its
// path is that of no other, ever (copy.h). What else is still there under its
// old address is still there, or something else is, which another thread has
// loaded since. So loads are counted; a lock would not do: who loads runs
// constructors, and they may wait for a thread that unloads.

#include <dlfcn.h>
#include <elf.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "copy.h"
#include "stays.h"

const char stays_unknown[] = "something still needs it, or another thread has "
                             "loaded something in its place";

#ifdef __GLIBC__

static const char needed[] =
    "something still needs it: another handle, another file, or a "
    "thread_local destructor";

static atomic_ulong begun, ended;  // loads

void stays_load_begins(void)
{
    atomic_fetch_add(&begun, 1);
}

void stays_load_ends(void)
{
    atomic_fetch_add(&ended, 1);
}

// Returns what the dynamic section has beside that tag, or 0.
static ElfW(Addr) value_of(const struct link_map *map, ElfW(Sxword) tag)
{
    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == tag)
            return entry->d_un.d_val;
    }
    return 0;
}

static size_t count_gnu(const uint32_t *table)
{
    const uint32_t *buckets =
        table + 4 + table[2] * (sizeof(ElfW(Addr)) / sizeof *table);
    const uint32_t *chains = buckets + table[0];
    size_t last = 0, first = table[1];
    for (size_t i = 0; i < table[0]; i++)
        last = buckets[i] > last ? buckets[i] : last;
    if (last < first)
        return first;
    while ((chains[last - first] & 1) == 0)
        last++;
    return last + 1;
}

// Looks into memory, where glibc has made addresses of what these tags have:
// the file may be gone by now, or another one. unique.c explains the tables.
static bool has_unique(const struct link_map *map)
{
    const ElfW(Sym) *symbols = (const void *)value_of(map, DT_SYMTAB);
    const uint32_t *hash = (const void *)value_of(map, DT_HASH);
    const uint32_t *gnu = (const void *)value_of(map, DT_GNU_HASH);
    size_t count = gnu != NULL ? count_gnu(gnu) : hash != NULL ? hash[1] : 0;
    for (size_t i = 0; symbols != NULL && i < count; i++) {
        if (ELF64_ST_BIND(symbols[i].st_info) == STB_GNU_UNIQUE &&
            symbols[i].st_shndx != SHN_UNDEF)
            return true;
    }
    return false;
}

void stays_note(struct stays *stays, void *handle)
{
    struct link_map *map;
    Lmid_t space;
    stays->count = 0;
    stays->alone = true;
    stays->loads = atomic_load(&ended);
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 ||
        dlinfo(handle, RTLD_DI_LMID, &space) != 0)
        return;
    stays->alone = space == LM_ID_BASE;
    snprintf(stays->path, sizeof stays->path, "%s", map->l_name);
    for (int n = 0; map != NULL && n < STAYS_MAX; n++, map = map->l_next) {
        stays->objects[n].map = map;
        stays->objects[n].place = map->l_ld;
        stays->objects[n].nodelete =
            (value_of(map, DT_FLAGS_1) & DF_1_NODELETE) != 0;
        stays->objects[n].unique = has_unique(map);
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

static bool is_copy(const struct stays *stays)
{
    return strncmp(stays->path, COPY_FOLDER, strlen(COPY_FOLDER)) == 0;
}

// What RTLD_NOLOAD finds is counted once more.
static bool copy_is_left(const struct stays *stays)
{
    void *handle = dlopen(stays->path, RTLD_LAZY | RTLD_NOLOAD);
    if (handle != NULL)
        dlclose(handle);
    return handle != NULL;
}

// Was no load in progress when it was noted, and has none begun since? Then
// those that had begun by now are those that had ended by then.
static bool nothing_loaded(const struct stays *stays)
{
    return atomic_load(&begun) == stays->loads;
}

// Why the object i stays, which may be another one if sure is false. A file
// with -z nodelete is no other one: that one never leaves its place.
static const char *why_left(const struct stays *stays, int i, bool sure)
{
    if (stays->objects[i].nodelete)
        return i == 0 ? "it was linked with -z nodelete"
                      : "a library in its namespace was linked with "
                        "-z nodelete";
    if (!sure)
        return stays_unknown;
    if (stays->objects[i].unique)
        return i == 0 ? "it has a unique symbol (STB_GNU_UNIQUE)"
                      : "a library in its namespace has a unique symbol "
                        "(STB_GNU_UNIQUE)";
    return needed;
}

// Of several reasons the best: needed and stays_unknown say the least.
const char *stays_why(const struct stays *stays)
{
    const char *why = NULL;
    bool copy = is_copy(stays);
    for (int i = 0; i < stays->count; i++) {
        if (copy ? !copy_is_left(stays) : !is_left(stays, i))
            continue;
        why = why_left(stays, i, copy || nothing_loaded(stays));
        if (why != needed && why != stays_unknown)
            return why;
    }
    return why;
}

#else

void stays_load_begins(void)
{
}

void stays_load_ends(void)
{
}

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
