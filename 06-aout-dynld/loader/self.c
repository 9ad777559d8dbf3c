// self.c - a table of what this process offers to a shared object.
//
// aoutld -x makes a table of the names that are listed for it. A shared object
// that somebody else has made wants what it wants, mostly of libc. So here the
// names are gathered at run time, from the symbol tables of all objects in the
// process, and the dynamic loader is asked what each means: it knows which
// object comes first, which of several versions counts, and which
// implementation of memcpy() is the processor's.
//
// This file stands alone in the library: a program that does not call it does
// not refer to dlsym().

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "dynshared.h"

// A name, and the version that it has, if it is one that does not count.
struct name {
    char *name;
    const char *version;
};

// What gathers them.
struct names {
    struct name *list;
    size_t count, room;
    int failed;
};

// The parts of one object that matter here, in memory.
struct object {
    ElfW(Addr) base;
    const ElfW(Sym) * symbols;
    const char *strings;
    const ElfW(Half) * versions;
    const ElfW(Verdef) * verdef;  // what the versions are called
    const uint32_t *hash, *gnu_hash;
};

// The dynamic table of the object has addresses. glibc has added to them where
// the object lies, and musl has not: no object is so large that this would be
// in doubt.
static const void *pointer(const struct object *object, ElfW(Addr) value)
{
    return (const void *)(value < object->base ? object->base + value : value);
}

static void read_dynamic(struct object *object, const ElfW(Dyn) * d)
{
    for (; d->d_tag != DT_NULL; d++) {
        const void *at = pointer(object, d->d_un.d_ptr);
        if (d->d_tag == DT_SYMTAB)
            object->symbols = at;
        else if (d->d_tag == DT_STRTAB)
            object->strings = at;
        else if (d->d_tag == DT_VERSYM)
            object->versions = at;
        else if (d->d_tag == DT_VERDEF)
            object->verdef = at;
        else if (d->d_tag == DT_HASH)
            object->hash = at;
        else if (d->d_tag == DT_GNU_HASH)
            object->gnu_hash = at;
    }
}

// The table is four words (buckets, the first symbol in it, words of a filter,
// something for that), the filter, the buckets, the chains: the last symbol is
// at the end of the chain that begins last, where bit 0 is set.
static uint32_t count_gnu_hash(const uint32_t *table)
{
    uint32_t nbuckets = table[0], first = table[1], last = 0;
    const uint32_t *buckets = table + 4 + table[2] * (sizeof(long) / 4);
    const uint32_t *chains = buckets + nbuckets;
    for (uint32_t i = 0; i < nbuckets; i++)
        last = buckets[i] > last ? buckets[i] : last;
    if (last < first)
        return first;
    while (!(chains[last - first] & 1))
        last++;
    return last + 1;
}

static uint32_t count_symbols(const struct object *object)
{
    if (object->hash != NULL)
        return object->hash[1];
    return object->gnu_hash == NULL ? 0 : count_gnu_hash(object->gnu_hash);
}

static void add(struct names *names, const char *name, const char *version)
{
    if (names->count == names->room) {
        size_t room = names->room == 0 ? 4096 : 2 * names->room;
        struct name *more = realloc(names->list, room * sizeof *more);
        if (more == NULL) {
            names->failed = 1;
            return;
        }
        names->list = more;
        names->room = room;
    }
    names->list[names->count++] = (struct name){(char *)name, version};
}

// The name of the version of symbol i, if it is hidden: what is linked anew
// does not get it. NULL: it is not, and dlsym() will find it.
static const char *hidden_version(const struct object *object, uint32_t i)
{
    const ElfW(Verdef) *at = object->verdef;
    if (object->versions == NULL || !(object->versions[i] & 0x8000))
        return NULL;
    while (at != NULL && at->vd_ndx != (object->versions[i] & 0x7fff))
        at = at->vd_next == 0 ? NULL : (const void *)((char *)at + at->vd_next);
    if (at == NULL)
        return "";
    const ElfW(Verdaux) *aux = (const void *)((const char *)at + at->vd_aux);
    return object->strings + aux->vda_name;
}

// Is it a definition that others may use, and one for all threads? (The fields
// of a symbol's info are the same in both classes of ELF.)
static int is_offered(const ElfW(Sym) * symbol)
{
    int binding = ELF32_ST_BIND(symbol->st_info);
    return symbol->st_shndx != SHN_UNDEF && symbol->st_shndx != SHN_ABS &&
           binding != STB_LOCAL && ELF32_ST_TYPE(symbol->st_info) != STT_TLS;
}

static void add_symbols(struct names *names, const struct object *object)
{
    uint32_t count = count_symbols(object);
    for (uint32_t i = 1; i < count && !names->failed; i++) {
        const ElfW(Sym) *symbol = &object->symbols[i];
        if (is_offered(symbol))
            add(names, object->strings + symbol->st_name,
                hidden_version(object, i));
    }
}

// The kernel's own object is in the list of objects, but not among those in
// which names are looked up.
static int is_vdso(const struct dl_phdr_info *info)
{
    const ElfW(Ehdr) *kernel = (void *)getauxval(AT_SYSINFO_EHDR);
    return kernel != NULL && (const char *)info->dlpi_phdr ==
                                 (const char *)kernel + kernel->e_phoff;
}

static int visit(struct dl_phdr_info *info, size_t size, void *context)
{
    struct object object = {.base = info->dlpi_addr};
    (void)size;
    for (int i = 0; i < info->dlpi_phnum && !is_vdso(info); i++)
        if (info->dlpi_phdr[i].p_type == PT_DYNAMIC)
            read_dynamic(&object,
                         (const ElfW(Dyn) *)(info->dlpi_addr +
                                             info->dlpi_phdr[i].p_vaddr));
    if (object.symbols != NULL && object.strings != NULL)
        add_symbols(context, &object);
    return 0;
}

// By name, and of one name that which counts before all others.
static int by_name(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : (a->version != NULL) - (b->version != NULL);
}

// Some names have nothing but hidden versions: glibc has taken them back, and
// keeps them for what was linked before (__exp_finite, of -ffast-math). A
// shared object that wants such a name can mean no other.
static void *address_of(const struct name *name)
{
    void *address = dlsym(RTLD_DEFAULT, name->name);
#ifdef __GLIBC__
    if (address == NULL && name->version != NULL)
        address = dlvsym(RTLD_DEFAULT, name->name, name->version);
#endif
    return address;
}

// Each name once, with what it means. A name may mean nothing to others: that
// of an object which was loaded for one handle only.
static int fill(Dynsym *table, const struct names *names)
{
    int n = 0;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->list[i];
        if (n > 0 && strcmp(table[n - 1].name, name->name) == 0)
            continue;
        ulong addr = (ulong)address_of(name);
        if (addr != 0)
            table[n++] = (Dynsym){.addr = addr, .name = name->name};
    }
    table[n] = (Dynsym){.name = NULL};
    return n;
}

Dynsym *dyntable_self(int *n)
{
    struct names names = {.list = NULL};
    Dynsym *table = NULL;
    dl_iterate_phdr(visit, &names);
    if (!names.failed)
        table = malloc((names.count + 1) * sizeof *table);
    if (table != NULL) {
        if (names.count > 0)
            qsort(names.list, names.count, sizeof *names.list, by_name);
        *n = fill(table, &names);
    } else {
        werrstr("out of memory");
    }
    free(names.list);
    return table;
}
