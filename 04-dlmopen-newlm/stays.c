// stays.c - looks for the objects that were there before dlclose().
//
// glibc does not unload a file that was linked with -z nodelete, nor one whose
// unique symbol is in use (unique.h), nor one that something still needs:
// another handle or file, or a thread that has yet to call the file's
// destructor of a thread_local object. A file that stays keeps its namespace.
//
// After dlclose() there is no handle to ask with. A copy can be asked for by
// its path, which no other copy ever has (copy.h). For any other file, we ask
// what is at its old address: the file, or something that another thread has
// loaded there since. So we count loads. A lock would not do: a load runs
// constructors, and those may wait for a thread that unloads.

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

// Returns the value of that tag in the dynamic section, or 0.
static ElfW(Addr) value_of(const struct link_map *map, ElfW(Sxword) tag)
{
    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == tag)
            return entry->d_un.d_val;
    }
    return 0;
}

// Returns the address in the value of that tag, or NULL. glibc has added the
// load address to the value, but not on every machine (not on riscv64). Without
// it the value is an offset in the file, and less than any load address.
static const void *address_of(const struct link_map *map, ElfW(Sxword) tag)
{
    ElfW(Addr) value = value_of(map, tag);
    if (value != 0 && value < map->l_addr)
        value += map->l_addr;
    return (const void *)value;
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

// Reads the tables in memory, because the file may be gone by now, or be
// another one. unique.c explains the tables.
static bool has_unique(const struct link_map *map)
{
    const ElfW(Sym) *symbols = address_of(map, DT_SYMTAB);
    const uint32_t *hash = address_of(map, DT_HASH);
    const uint32_t *gnu = address_of(map, DT_GNU_HASH);
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

// Returns whether the loader still finds the same object at the address. (For
// ld.so it never does: the loader belongs to the first namespace.)
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

// If RTLD_NOLOAD finds the file, it counts one more open.
static bool copy_is_left(const struct stays *stays)
{
    void *handle = dlopen(stays->path, RTLD_LAZY | RTLD_NOLOAD);
    if (handle != NULL)
        dlclose(handle);
    return handle != NULL;
}

// Returns whether no load was in progress at stays_note(), and none has begun
// since. Then as many loads have begun by now as had ended by then.
static bool nothing_loaded(const struct stays *stays)
{
    return atomic_load(&begun) == stays->loads;
}

// Returns why object i stays. If sure is false, another object may be in its
// place. That cannot happen to a file with -z nodelete, which never leaves its
// place.
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

// Prefers a reason that says more than needed and stays_unknown.
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
