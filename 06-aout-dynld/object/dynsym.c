// dynsym.c - the symbols of a shared object, and the versions of their names.
//
// Nothing says how many symbols there are. The hash tables, which are there for
// looking names up, know of those that others may find; the relocations know of
// the others. The table has as many as the larger of the two numbers.

#include <elf.h>
#include <string.h>

#include "bytes.h"
#include "dynsym.h"

#define SYMBOL 24

// The longest name, its zero included: as in elf.c.
#define NAME_ROOM 4096

const char *dynsym_name(struct work *work, const struct shared *shared,
                        uint64_t offset)
{
    const struct extent *strings = &shared->dynamic.strings;
    const char *name = NULL;
    uint64_t room = 0;
    if (offset < strings->size)
        room = strings->size - offset;
    if (room > 0)
        name = (const char *)shared_at(shared, strings->address + offset, room);
    if (room > NAME_ROOM)
        room = NAME_ROOM;
    if (name != NULL && memchr(name, '\0', room) != NULL)
        return name;
    fail(work, "%s: a name that is not there, or a very long one",
         shared->object.path);
    return NULL;
}

static bool damaged(struct work *work, const struct shared *shared,
                    const char *what)
{
    return fail(work, "%s: damaged %s", shared->object.path, what);
}

// DT_HASH: its second word is the number of all symbols.
static bool count_hash(struct work *work, const struct shared *shared,
                       uint64_t *count)
{
    const uint8_t *table = shared_at(shared, shared->dynamic.hash, 8);
    if (table == NULL)
        return damaged(work, shared, "hash table");
    *count = get_le(table + 4, 4);
    return true;
}

// The end of the chain that begins with symbol i: a word with bit 0 set.
static bool follow_chain(struct work *work, const struct shared *shared,
                         uint64_t chains, uint64_t first, uint64_t *i)
{
    for (;; ++*i) {
        const uint8_t *word =
            *i < first ? NULL : shared_at(shared, chains + 4 * (*i - first), 4);
        if (word == NULL)
            return damaged(work, shared, "hash table (DT_GNU_HASH)");
        if (get_le(word, 4) & 1)
            return true;
    }
}

// DT_GNU_HASH: four words (buckets, the first symbol that is in the table,
// words of a filter, something for it), the filter, the buckets (each the
// number of its first symbol), the chains. The last symbol is at the end of the
// chain that begins last.
static bool count_gnu_hash(struct work *work, const struct shared *shared,
                           uint64_t *count)
{
    uint64_t at = shared->dynamic.gnu_hash, last = 0;
    const uint8_t *head = shared_at(shared, at, 16);
    if (head == NULL)
        return damaged(work, shared, "hash table (DT_GNU_HASH)");
    uint64_t nbuckets = get_le(head, 4), first = get_le(head + 4, 4);
    at += 16 + 8 * get_le(head + 8, 4);
    const uint8_t *buckets = shared_at(shared, at, 4 * nbuckets);
    if (buckets == NULL)
        return damaged(work, shared, "hash table (DT_GNU_HASH)");
    for (uint64_t i = 0; i < nbuckets; i++)
        if (get_le(buckets + 4 * i, 4) > last)
            last = get_le(buckets + 4 * i, 4);
    if (last > 0 &&
        !follow_chain(work, shared, at + 4 * nbuckets, first, &last))
        return false;
    *count = last + 1 > first ? last + 1 : first;
    return true;
}

static bool count_symbols(struct work *work, const struct shared *shared,
                          uint64_t *count)
{
    uint64_t hashed = 0, related;
    if (!dynrel_symbols(work, shared, &related) ||
        (shared->dynamic.hash != 0 && !count_hash(work, shared, &hashed)) ||
        (shared->dynamic.hash == 0 && shared->dynamic.gnu_hash != 0 &&
         !count_gnu_hash(work, shared, &hashed)))
        return false;
    *count = hashed > related ? hashed : related;
    return true;
}

static bool read_index(struct work *work, const struct shared *shared,
                       uint64_t index, struct symbol *symbol)
{
    symbol->index = index == SHN_UNDEF ? SHN_UNDEF : INDEX_LOADED;
    if (index == SHN_ABS)
        symbol->index = INDEX_ABS;
    else if (index >= SHN_LORESERVE && index != SHN_XINDEX)
        return fail(work, "%s: %s: in a section of an unknown kind (0x%llx)",
                    shared->object.path, symbol->name,
                    (unsigned long long)index);
    return true;
}

static bool read_symbol(struct work *work, const struct shared *shared,
                        const uint8_t *entry, struct symbol *symbol)
{
    symbol->name = dynsym_name(work, shared, get_le(entry, 4));
    if (symbol->name == NULL)
        return false;
    symbol->binding = ELF64_ST_BIND(entry[4]);
    symbol->type = ELF64_ST_TYPE(entry[4]);
    symbol->visibility = ELF64_ST_VISIBILITY(entry[5]);
    symbol->value = get_le(entry + 8, 8);
    symbol->size = get_le(entry + 16, 8);
    if (symbol->binding != STB_LOCAL && symbol->name[0] == '\0')
        return damaged(work, shared, "symbol: it has no name");
    return read_index(work, shared, get_le(entry + 6, 2), symbol);
}

static bool read_symbols(struct work *work, struct shared *shared)
{
    struct object *object = &shared->object;
    uint64_t count;
    if (!count_symbols(work, shared, &count))
        return false;
    const uint8_t *table =
        shared_at(shared, shared->dynamic.symbols.address, SYMBOL * count);
    if (table == NULL)
        return damaged(work, shared, "symbol table");
    object->symbols = work_alloc(work, count, sizeof *object->symbols);
    shared->versions = work_alloc(work, count, sizeof *shared->versions);
    if (object->symbols == NULL || shared->versions == NULL)
        return false;
    object->nsymbols = (size_t)count;
    object->symbols[0].name = "";  // is none, whatever stands there
    for (size_t i = 1; i < count; i++)
        if (!read_symbol(work, shared, table + SYMBOL * i, &object->symbols[i]))
            return false;
    return true;
}

// Versions: DT_VERSYM has a number for each symbol. Numbers 0 and 1 mean none;
// bit 15 says that of several definitions of the name this is not the one that
// counts. *most is the highest number.
static bool read_versym(struct work *work, struct shared *shared,
                        uint64_t *most)
{
    size_t count = shared->object.nsymbols;
    const uint8_t *table = shared_at(shared, shared->dynamic.versym, 2 * count);
    if (table == NULL)
        return damaged(work, shared, "table of versions (DT_VERSYM)");
    *most = 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t number = get_le(table + 2 * i, 2);
        shared->versions[i].number = number & 0x7fff;
        shared->versions[i].hidden = number & 0x8000;
        if ((number & 0x7fff) > *most)
            *most = number & 0x7fff;
    }
    return true;
}

// What the numbers mean: wanted[number], up to most. left: how many entries the
// file has room for, whatever the lists say.
struct wanted {
    struct version *versions;
    uint64_t most, left;
};

// The entry at the address, which is one of a list.
static const uint8_t *take_entry(struct work *work, const struct shared *shared,
                                 struct wanted *wanted, uint64_t at)
{
    const uint8_t *entry = shared_at(shared, at, 16);
    if (entry != NULL && wanted->left-- > 0)
        return entry;
    damaged(work, shared, "table of versions (DT_VERNEED)");
    return NULL;
}

// One file's versions. at is where the first of count is.
static bool read_vernaux(struct work *work, const struct shared *shared,
                         struct wanted *wanted, uint64_t at, uint64_t count,
                         const char *file)
{
    for (uint64_t i = 0; i < count; i++) {
        const uint8_t *entry = take_entry(work, shared, wanted, at);
        const char *name =
            entry == NULL ? NULL
                          : dynsym_name(work, shared, get_le(entry + 8, 4));
        if (name == NULL)
            return false;
        uint64_t number = get_le(entry + 6, 2);
        if (number <= wanted->most)
            wanted->versions[number] =
                (struct version){.name = name, .file = file};
        at += get_le(entry + 12, 4);
    }
    return true;
}

// DT_VERNEED: for each file that versions are wanted of, a list of these.
static bool read_verneed(struct work *work, const struct shared *shared,
                         struct wanted *wanted)
{
    uint64_t at = shared->dynamic.verneed;
    for (uint64_t i = 0; i < shared->dynamic.nverneed; i++) {
        const uint8_t *entry = take_entry(work, shared, wanted, at);
        const char *file =
            entry == NULL ? NULL
                          : dynsym_name(work, shared, get_le(entry + 4, 4));
        if (file == NULL ||
            !read_vernaux(work, shared, wanted, at + get_le(entry + 8, 4),
                          get_le(entry + 2, 2), file))
            return false;
        at += get_le(entry + 12, 4);
    }
    return true;
}

static bool read_versions(struct work *work, struct shared *shared)
{
    struct wanted wanted = {.left = shared->object.size / 16};
    if (!read_versym(work, shared, &wanted.most))
        return false;
    wanted.versions =
        work_alloc(work, wanted.most + 1, sizeof *wanted.versions);
    if (wanted.versions == NULL || !read_verneed(work, shared, &wanted))
        return false;
    for (size_t i = 0; i < shared->object.nsymbols; i++) {
        struct version *version = &shared->versions[i];
        version->name = wanted.versions[version->number].name;
        version->file = wanted.versions[version->number].file;
    }
    return true;
}

// A definition that does not count is nobody's but the object's own.
static void hide_others(struct shared *shared)
{
    for (size_t i = 0; i < shared->object.nsymbols; i++) {
        struct symbol *symbol = &shared->object.symbols[i];
        if (symbol->index != SHN_UNDEF && shared->versions[i].hidden)
            symbol->binding = STB_LOCAL;
    }
}

bool dynsym_read(struct work *work, struct shared *shared)
{
    if (!read_symbols(work, shared))
        return false;
    if (shared->dynamic.versym == 0)
        return true;
    if (!read_versions(work, shared))
        return false;
    hide_others(shared);
    return true;
}
