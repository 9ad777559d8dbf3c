// shared.c - read a shared object that may lie: its segments, and the dynamic
// table that says where the rest is.
//
// A loader of shared objects looks at two things. The program headers list the
// segments, pieces of the file that belong into memory; one of them is the
// dynamic table, of pairs of numbers: what, and where or how much. The
// addresses in it are those that the file would have if it were loaded at 0. So
// each is looked for in the segments. See elf(5).
//
// An entry of the table that nobody here has heard of may ask for anything. So
// what is passed over is listed.

#include <elf.h>
#include <string.h>

#include "bytes.h"
#include "dynsym.h"
#include "shared.h"

// Sizes in the file.
#define PROGRAM_HEADER 56
#define ENTRY 16

// More than any linker makes: each address is looked for in all of them.
#define SEGMENTS 64

// No address is larger: two of them can be added.
#define ADDRESS_LIMIT 0x7fffffffffffffff

// Newer than some libraries' elf.h.
#ifndef PT_GNU_PROPERTY
#define PT_GNU_PROPERTY 0x6474e553
#endif
#define PT_GNU_SFRAME 0x6474e554  // stack frames, for a profiler
#ifndef PT_RISCV_ATTRIBUTES
#define PT_RISCV_ATTRIBUTES 0x70000003  // what the compiler's flags were
#endif
#ifndef DT_RELR
#define DT_RELRSZ 35
#define DT_RELR 36
#define DT_RELRENT 37
#endif
#ifndef DT_SYMTAB_SHNDX
#define DT_SYMTAB_SHNDX 34
#endif

bool is_shared(const struct input *input)
{
    return input->size >= 18 && memcmp(input->bytes, ELFMAG, SELFMAG) == 0 &&
           get_le(input->bytes + 16, 2) == ET_DYN;
}

const uint8_t *shared_at(const struct shared *shared, uint64_t address,
                         uint64_t size)
{
    for (size_t i = 0; i < shared->nsegments; i++) {
        const struct segment *segment = &shared->segments[i];
        uint64_t at = address - segment->address;
        if (address >= segment->address && at <= segment->size &&
            size <= segment->size - at)
            return segment->bytes + at;
    }
    return NULL;
}

// Segments: what is loaded, and what is not.

// What the other segments are for: to be looked at in a file, by a debugger, by
// an unwinder, by a kernel; or what is said again by the dynamic table.
static bool is_passed(uint32_t type)
{
    static const uint32_t passed[] = {
        PT_NULL,         PT_INTERP,       PT_NOTE,
        PT_PHDR,         PT_GNU_EH_FRAME, PT_GNU_RELRO,
        PT_GNU_PROPERTY, PT_GNU_SFRAME,   PT_RISCV_ATTRIBUTES,
    };
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++)
        if (type == passed[i])
            return true;
    return false;
}

static bool read_load(struct work *work, struct shared *shared,
                      const uint8_t *header)
{
    const struct object *object = &shared->object;
    uint64_t offset = get_le(header + 8, 8), size = get_le(header + 32, 8);
    struct segment *segment = &shared->segments[shared->nsegments];
    *segment = (struct segment){
        .rights = (uint32_t)get_le(header + 4, 4),
        .address = get_le(header + 16, 8),
        .memory = get_le(header + 40, 8),
        .size = size,
    };
    uint64_t end =
        shared->nsegments == 0 ? 0 : segment[-1].address + segment[-1].memory;
    if (segment->memory == 0 && size == 0)
        return true;
    if (offset > object->size || size > object->size - offset)
        return fail(work, "%s: truncated: a segment ends outside of the file",
                    object->path);
    if (segment->address > ADDRESS_LIMIT || segment->memory > ADDRESS_LIMIT ||
        segment->address < end || size > segment->memory)
        return fail(work, "%s: damaged: segments out of order", object->path);
    segment->bytes = object->bytes + offset;
    return ++shared->nsegments <= SEGMENTS ||
           fail(work, "%s: more than %d segments", object->path, SEGMENTS);
}

static bool read_segment(struct work *work, struct shared *shared,
                         const uint8_t *header)
{
    const char *path = shared->object.path;
    uint32_t type = (uint32_t)get_le(header, 4);
    if (type == PT_LOAD)
        return read_load(work, shared, header);
    if (type == PT_DYNAMIC) {
        shared->dynamic_address = get_le(header + 16, 8);
        shared->dynamic_size = get_le(header + 32, 8);
        return true;
    }
    if (type == PT_GNU_EH_FRAME)
        shared->frames_header = get_le(header + 16, 8);
    if (type == PT_TLS)
        return fail(work, "%s: thread-local storage is not supported", path);
    if (type == PT_GNU_STACK)
        return !(get_le(header + 4, 4) & PF_X) ||
               fail(work, "%s: asks for an executable stack", path);
    return is_passed(type) ||
           fail(work, "%s: a segment of an unknown kind (0x%lx)", path,
                (unsigned long)type);
}

static bool read_segments(struct work *work, struct shared *shared)
{
    const struct object *object = &shared->object;
    uint64_t at = get_le(object->bytes + 32, 8);
    uint64_t count = get_le(object->bytes + 56, 2);
    if (get_le(object->bytes + 54, 2) != PROGRAM_HEADER || at > object->size ||
        count * PROGRAM_HEADER > object->size - at)
        return fail(work, "%s: truncated: no program headers", object->path);
    shared->segments = work_alloc(work, count, sizeof *shared->segments);
    if (shared->segments == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_segment(work, shared,
                          object->bytes + at + i * PROGRAM_HEADER))
            return false;
    return shared->nsegments > 0 ||
           fail(work, "%s: nothing in it is to be loaded", object->path);
}

// The dynamic table.

#define IN(member) offsetof(struct dynamic, member)

// What becomes of an entry: its number is stored in a member, or it is passed
// over (member 0), or it is why the object is refused.
static const struct kind_of_entry {
    uint64_t first, last;
    size_t member;
    const char *refused;
} entries[] = {
    {DT_STRTAB, DT_STRTAB, IN(strings.address), NULL},
    {DT_STRSZ, DT_STRSZ, IN(strings.size), NULL},
    {DT_SYMTAB, DT_SYMTAB, IN(symbols.address), NULL},
    {DT_SYMENT, DT_SYMENT, IN(symbol_entry), NULL},
    {DT_HASH, DT_HASH, IN(hash), NULL},
    {DT_GNU_HASH, DT_GNU_HASH, IN(gnu_hash), NULL},
    {DT_RELA, DT_RELA, IN(rela.address), NULL},
    {DT_RELASZ, DT_RELASZ, IN(rela.size), NULL},
    {DT_RELAENT, DT_RELAENT, IN(rela_entry), NULL},
    {DT_JMPREL, DT_JMPREL, IN(plt.address), NULL},
    {DT_PLTRELSZ, DT_PLTRELSZ, IN(plt.size), NULL},
    {DT_PLTREL, DT_PLTREL, IN(plt_kind), NULL},
    {DT_RELR, DT_RELR, IN(relr.address), NULL},
    {DT_RELRSZ, DT_RELRSZ, IN(relr.size), NULL},
    {DT_RELRENT, DT_RELRENT, IN(relr_entry), NULL},
    {DT_INIT, DT_INIT, IN(init), NULL},
    {DT_FINI, DT_FINI, IN(fini), NULL},
    {DT_INIT_ARRAY, DT_INIT_ARRAY, IN(init_array.address), NULL},
    {DT_INIT_ARRAYSZ, DT_INIT_ARRAYSZ, IN(init_array.size), NULL},
    {DT_FINI_ARRAY, DT_FINI_ARRAY, IN(fini_array.address), NULL},
    {DT_FINI_ARRAYSZ, DT_FINI_ARRAYSZ, IN(fini_array.size), NULL},
    {DT_VERSYM, DT_VERSYM, IN(versym), NULL},
    {DT_VERNEED, DT_VERNEED, IN(verneed), NULL},
    {DT_VERNEEDNUM, DT_VERNEEDNUM, IN(nverneed), NULL},
    {DT_FLAGS, DT_FLAGS, IN(flags), NULL},
    {DT_FLAGS_1, DT_FLAGS_1, IN(flags_1), NULL},

    // Names and paths for a loader that looks for files; the address table,
    // which relocations fill; how many relocations are relative; where symbols
    // are looked for first, and when they are bound; a place for a debugger's
    // pointer; what versions are defined (DT_VERSYM gives each symbol one).
    {DT_SONAME, DT_RPATH, 0, NULL},
    {DT_SYMBOLIC, DT_SYMBOLIC, 0, NULL},
    {DT_PLTGOT, DT_PLTGOT, 0, NULL},
    {DT_DEBUG, DT_DEBUG, 0, NULL},
    {DT_BIND_NOW, DT_BIND_NOW, 0, NULL},
    {DT_RUNPATH, DT_RUNPATH, 0, NULL},
    {DT_SYMTAB_SHNDX, DT_SYMTAB_SHNDX, 0, NULL},
    {DT_RELACOUNT, DT_RELCOUNT, 0, NULL},
    {DT_VERDEF, DT_VERDEFNUM, 0, NULL},
    {DT_GNU_PRELINKED, DT_CHECKSUM, 0, NULL},
    // How a thread's variables are found: relocations say whether there are
    // any.
    {0x6ffffef6, 0x6ffffef7, 0, NULL},
    // The processors' own: how functions are called through the address table.
    {0x70000000, 0x70000007, 0, NULL},

    {DT_NEEDED, DT_NEEDED, 0, NULL},
    {DT_TEXTREL, DT_TEXTREL, 0, "text relocations: compile with -fPIC"},
    {DT_REL, DT_RELENT, 0, "relocations in a form that is not read here"},
    {0x6000000f, 0x60000012, 0, "Android's packed relocations"},
    {0x6fffe000, 0x6fffe003, 0, "Android's packed relocations"},
    {DT_PREINIT_ARRAY, DT_PREINIT_ARRAYSZ, 0, "a program's constructors"},
    {DT_AUXILIARY, DT_AUXILIARY, 0, "stands for another object (DT_AUXILIARY)"},
    {DT_FILTER, DT_FILTER, 0, "stands for another object (DT_FILTER)"},
};

static const struct kind_of_entry *kind_of(uint64_t tag)
{
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        if (tag >= entries[i].first && tag <= entries[i].last)
            return &entries[i];
    return NULL;
}

static bool take_entry(struct work *work, struct shared *shared, uint64_t tag,
                       uint64_t value)
{
    const char *path = shared->object.path;
    const struct kind_of_entry *kind = kind_of(tag);
    if (kind == NULL)
        return fail(work, "%s: a dynamic entry of an unknown kind (0x%llx)",
                    path, (unsigned long long)tag);
    if (kind->refused != NULL)
        return fail(work, "%s: %s", path, kind->refused);
    if (tag == DT_NEEDED)
        shared->dynamic.nneeded++;
    if (kind->member != 0)
        memcpy((char *)&shared->dynamic + kind->member, &value, sizeof value);
    return true;
}

// The table, and how many entries it has before DT_NULL.
static const uint8_t *table_of(struct work *work, const struct shared *shared,
                               size_t *count)
{
    const uint8_t *table =
        shared_at(shared, shared->dynamic_address, shared->dynamic_size);
    size_t room = (size_t)(shared->dynamic_size / ENTRY);
    *count = 0;
    while (table != NULL && *count < room &&
           get_le(table + *count * ENTRY, 8) != DT_NULL)
        ++*count;
    if (table != NULL && *count > 0 && *count < room)
        return table;
    fail(work, "%s: no dynamic table, or no end of it", shared->object.path);
    return NULL;
}

// What the numbers must be for the rest to make sense.
static bool check_dynamic(struct work *work, const struct shared *shared)
{
    const struct dynamic *d = &shared->dynamic;
    if (d->symbols.address == 0 || d->strings.address == 0 ||
        d->symbol_entry != 24 || (d->rela.size != 0 && d->rela_entry != 24) ||
        (d->relr.size != 0 && d->relr_entry != 8) ||
        (d->plt.size != 0 && d->plt_kind != DT_RELA))
        return fail(work, "%s: damaged dynamic table", shared->object.path);
    return true;
}

static bool read_dynamic(struct work *work, struct shared *shared)
{
    size_t count, n = 0;
    const uint8_t *table = table_of(work, shared, &count);
    for (size_t i = 0; table != NULL && i < count; i++)
        if (!take_entry(work, shared, get_le(table + i * ENTRY, 8),
                        get_le(table + i * ENTRY + 8, 8)))
            return false;
    if (table == NULL || !check_dynamic(work, shared))
        return false;
    shared->needed =
        work_alloc(work, shared->dynamic.nneeded, sizeof *shared->needed);
    for (size_t i = 0; shared->needed != NULL && i < count; i++) {
        if (get_le(table + i * ENTRY, 8) != DT_NEEDED)
            continue;
        const char *name =
            dynsym_name(work, shared, get_le(table + i * ENTRY + 8, 8));
        if (name == NULL)
            return false;
        shared->needed[n++] = name;
    }
    return shared->needed != NULL;
}

bool shared_open(struct work *work, struct shared *shared)
{
    return elf_open_shared(work, &shared->object) &&
           read_segments(work, shared) && read_dynamic(work, shared) &&
           dynsym_read(work, shared) && dynrel_read(work, shared);
}
