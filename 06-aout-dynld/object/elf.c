// elf.c - read a relocatable ELF object that may lie.
//
// Only this file knows where in the file everything is. The others see struct
// section, struct symbol and struct reloc, with the numbers that elf.h has
// names for. The bytes are decoded one by one, so that their alignment and this
// machine's byte order do not matter.
//
// An ELF object is a header, which says where the section headers are; each
// of those says where its section is. One section is the symbol table, others
// hold names, others relocations. See elf(5).

#include <elf.h>
#include <string.h>

#include "bytes.h"
#include "object.h"

// Sizes in the file. (Not sizeof: those are this compiler's.)
#define HEADER 64
#define SECTION_HEADER 64
#define SYMBOL 24
#define RELA 24

// The longest name, its zero included: the loader takes no longer ones.
#define NAME_ROOM 4096

static uint16_t get16(const uint8_t *at)
{
    return (uint16_t)get_le(at, 2);
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)get_le(at, 4);
}

static uint64_t get64(const uint8_t *at)
{
    return get_le(at, 8);
}

// Bytes at..at+size of the file, or NULL if it ends before that.
static const uint8_t *range(const struct object *object, uint64_t at,
                            uint64_t size)
{
    if (at > object->size || size > object->size - at)
        return NULL;
    return object->bytes + at;
}

static bool read_ident(struct work *work, const struct object *object)
{
    const uint8_t *ident = object->bytes;
    const char *path = object->path;
    if (object->size >= 8 && (memcmp(ident, "!<arch>\n", 8) == 0 ||
                              memcmp(ident, "!<thin>\n", 8) == 0))
        return fail(work, "%s: is an archive, and no object", path);
    if (object->size >= 4 && (memcmp(ident, "BC\xc0\xde", 4) == 0 ||
                              memcmp(ident, "\xde\xc0\x17\x0b", 4) == 0))
        return fail(work, "%s: compiled by clang -flto: there is no code in it",
                    path);
    if (object->size >= 2 && memcmp(ident, "/*", 2) == 0)
        return fail(work, "%s: a script for ld: name the files that are in it",
                    path);
    if (object->size < SELFMAG || memcmp(ident, ELFMAG, SELFMAG) != 0)
        return fail(work, "%s: not an ELF object", path);
    if (object->size < HEADER)
        return fail(work, "%s: truncated: no ELF header", path);
    if (ident[EI_CLASS] != ELFCLASS64)
        return fail(work, "%s: wrong class: not a 64-bit ELF object", path);
    if (ident[EI_DATA] != ELFDATA2LSB)
        return fail(work, "%s: wrong byte order: not little-endian", path);
    if (ident[EI_VERSION] != EV_CURRENT)
        return fail(work, "%s: unknown ELF version %d", path,
                    ident[EI_VERSION]);
    return true;
}

// riscv64 has several ways to pass arguments, and tells them apart in the flags
// of the header. (Bit 0 says only that there may be short instructions.)
static bool is_lp64d(struct work *work, const struct object *object)
{
    uint32_t flags = get32(object->bytes + 48);
    return (flags & ~1u) == 4 ||
           fail(work, "%s: wrong ABI: flags 0x%lx: only lp64d is known here",
                object->path, (unsigned long)flags);
}

static bool read_machine(struct work *work, struct object *object,
                         uint16_t wanted)
{
    uint16_t type = get16(object->bytes + 16);
    if (type == ET_DYN && wanted == ET_REL)
        return fail(work,
                    "%s: not relocatable: a shared object becomes a module by"
                    " itself (-u), without others",
                    object->path);
    if (type != wanted)
        return fail(work, "%s: not relocatable: an object is wanted (cc -c)",
                    object->path);

    uint16_t number = get16(object->bytes + 18);
    if (number != EM_X86_64 && number != EM_AARCH64 && number != EM_RISCV)
        return fail(work, "%s: wrong machine: ELF machine %d is not known here",
                    object->path, number);
    object->machine = number;
    return number != EM_RISCV || is_lp64d(work, object);
}

// The string at offset in a string table, or NULL if it does not end in there,
// or not soon enough: strings may overlap, and a file of many long tails of one
// string would take hours.
static const char *string_at(const struct section *strings, uint64_t offset)
{
    if (strings->type != SHT_STRTAB || offset >= strings->size)
        return NULL;
    const char *string = (const char *)strings->bytes + offset;
    uint64_t room = strings->size - offset;
    if (room > NAME_ROOM)
        room = NAME_ROOM;
    return memchr(string, '\0', room) == NULL ? NULL : string;
}

static bool read_section(struct work *work, const struct object *object,
                         const uint8_t *header, struct section *section)
{
    section->type = get32(header + 4);
    section->flags = get64(header + 8);
    section->address = get64(header + 16);
    section->size = get64(header + 32);
    section->link = get32(header + 40);
    section->info = get32(header + 44);
    section->align = get64(header + 48);
    section->entsize = get64(header + 56);
    section->name = "(no name yet)";
    if (section->align == 0)
        section->align = 1;
    if (section->type == SHT_NULL)
        section->size = 0;
    if (section->type == SHT_NULL || section->type == SHT_NOBITS)
        return true;

    section->bytes = range(object, get64(header + 24), section->size);
    if (section->bytes == NULL)
        return fail(work, "%s: truncated: section %zu ends outside of the file",
                    object->path, (size_t)(section - object->sections));
    return true;
}

// How many sections there are, and in *names the number of that with their
// names. Numbers that do not fit into the header are in the first section.
static uint64_t count_sections(const struct object *object, uint32_t *names)
{
    uint64_t count = get16(object->bytes + 60);
    const uint8_t *first =
        range(object, get64(object->bytes + 40), SECTION_HEADER);
    *names = get16(object->bytes + 62);
    if (first != NULL && count == 0)
        count = get64(first + 32);
    if (first != NULL && *names == SHN_XINDEX)
        *names = get32(first + 40);
    return count;
}

static bool read_sections(struct work *work, struct object *object)
{
    uint64_t count = count_sections(object, &object->names);
    if (get16(object->bytes + 58) != SECTION_HEADER || count == 0)
        return fail(work, "%s: no section headers", object->path);
    const uint8_t *headers = NULL;
    if (count <= object->size / SECTION_HEADER)
        headers =
            range(object, get64(object->bytes + 40), count * SECTION_HEADER);
    if (headers == NULL)
        return fail(work, "%s: truncated: no section headers", object->path);

    object->sections = work_alloc(work, count, sizeof *object->sections);
    if (object->sections == NULL)
        return false;
    object->nsections = count;
    for (size_t i = 0; i < count; i++)
        if (!read_section(work, object, headers + i * SECTION_HEADER,
                          &object->sections[i]))
            return false;
    return true;
}

// After the sections: their names are in one of them.
static bool name_sections(struct work *work, struct object *object)
{
    const uint8_t *headers = object->bytes + get64(object->bytes + 40);
    size_t names = object->names;
    if (names >= object->nsections)
        return fail(work, "%s: no names of sections", object->path);
    for (size_t i = 0; i < object->nsections; i++) {
        struct section *section = &object->sections[i];
        section->name = string_at(&object->sections[names],
                                  get32(headers + i * SECTION_HEADER));
        if (section->name == NULL)
            return fail(work, "%s: section %zu has no name", object->path, i);
    }
    return true;
}

// Entries of a table: its size has to be a multiple of one entry's.
static bool is_table(const struct section *section, uint64_t entry)
{
    return section->bytes != NULL && section->entsize == entry &&
           section->size % entry == 0;
}

// What a symbol says of itself, now that it is decoded.
static bool check_symbol(struct work *work, const struct object *object,
                         const struct symbol *symbol)
{
    const char *path = object->path, *name = symbol->name;
    if (name == NULL || (symbol->binding != STB_LOCAL && name[0] == '\0'))
        return fail(work, "%s: symbol %zu has no name, or a very long one",
                    path, (size_t)(symbol - object->symbols));
    if (strcmp(name, "__gnu_lto_slim") == 0)
        return fail(work, "%s: compiled with -flto: there is no code in it",
                    path);
    if (symbol->index == SHN_UNDEF || symbol->index == INDEX_ABS ||
        (symbol->index == INDEX_COMMON && symbol->binding != STB_LOCAL))
        return true;
    if (symbol->index >= object->nsections)
        return fail(work, "%s: %s: in section %lu: there is none", path, name,
                    (unsigned long)symbol->index);
    // A local one may be: gcc has riscv64's code measure from anchors 4 KiB
    // apart, the last one behind the end. And in a compressed section nothing
    // is where it was.
    if (symbol->value > object->sections[symbol->index].size &&
        symbol->binding != STB_LOCAL)
        return fail(work, "%s: %s: outside of its section", path, name);
    return true;
}

// The table that has the numbers of symbols' sections with more than 16 bits,
// or NULL.
static const struct section *find_wide(const struct object *object)
{
    for (size_t i = 0; i < object->nsections; i++) {
        const struct section *table = &object->sections[i];
        if (table->type == SHT_SYMTAB_SHNDX &&
            table->link == (size_t)(object->symtab - object->sections))
            return table;
    }
    return NULL;
}

// Symbol i's; or one that is no section's.
static uint32_t wide_index(const struct object *object, size_t i)
{
    const struct section *wide = object->wide;
    return wide != NULL && i < wide->size / 4 ? get32(wide->bytes + 4 * i)
                                              : 0xffffffff;
}

// A common symbol of -mcmodel=medium (SHN_X86_64_LCOMMON) is one that may lie
// far away. Here nothing does.
static uint32_t read_index(const struct object *object, uint16_t index,
                           size_t i)
{
    if (index == SHN_XINDEX)
        return wide_index(object, i);
    if (index == SHN_COMMON ||
        (index == 0xff02 && object->machine == EM_X86_64))
        return INDEX_COMMON;
    return index < SHN_LORESERVE ? index : 0xffff0000u | index;
}

static bool read_symbol(struct work *work, const struct object *object,
                        const struct section *strings, const uint8_t *entry,
                        struct symbol *symbol)
{
    symbol->name = string_at(strings, get32(entry));
    symbol->binding = ELF64_ST_BIND(entry[4]);
    symbol->type = ELF64_ST_TYPE(entry[4]);
    symbol->visibility = ELF64_ST_VISIBILITY(entry[5]);
    symbol->index = read_index(object, get16(entry + 6),
                               (size_t)(symbol - object->symbols));
    symbol->value = get64(entry + 8);
    symbol->size = get64(entry + 16);
    return check_symbol(work, object, symbol);
}

static bool read_symbols(struct work *work, struct object *object)
{
    for (size_t i = 0; i < object->nsections && object->symtab == NULL; i++)
        if (object->sections[i].type == SHT_SYMTAB)
            object->symtab = &object->sections[i];
    const struct section *table = object->symtab;
    if (table == NULL)
        return true;  // nothing in it has a name, so be it
    if (!is_table(table, SYMBOL) || table->link >= object->nsections)
        return fail(work, "%s: %s: damaged symbol table", object->path,
                    table->name);

    object->wide = find_wide(object);
    size_t count = table->size / SYMBOL;
    object->symbols = work_alloc(work, count, sizeof *object->symbols);
    if (object->symbols == NULL)
        return false;
    object->nsymbols = count;
    for (size_t i = 0; i < count; i++)
        if (!read_symbol(work, object, &object->sections[table->link],
                         table->bytes + i * SYMBOL, &object->symbols[i]))
            return false;
    return true;
}

// Relocations that are not read are not missed where what they relocate is
// passed over. (clang's profiles of calls come with such.)
static bool is_missed(const struct object *object, const struct section *relocs)
{
    if (relocs->info == 0 || relocs->info >= object->nsections)
        return relocs->size > 0;
    const struct section *target = &object->sections[relocs->info];
    return relocs->size > 0 &&
           (target->flags & SHF_ALLOC || elf_kind(target) != KIND_PASSED);
}

static bool attach(struct work *work, struct object *object,
                   const struct section *relocs)
{
    if (!is_table(relocs, RELA) || object->symtab == NULL ||
        relocs->link != (size_t)(object->symtab - object->sections) ||
        relocs->info >= object->nsections ||
        object->sections[relocs->info].relocs != NULL)
        return fail(work, "%s: %s: damaged relocations", object->path,
                    relocs->name);
    object->sections[relocs->info].relocs = relocs;
    return true;
}

// Tells each section where its relocations are.
static bool attach_relocs(struct work *work, struct object *object)
{
    for (size_t i = 0; i < object->nsections; i++) {
        const struct section *relocs = &object->sections[i];
        if (relocs->type == SHT_RELA && !attach(work, object, relocs))
            return false;
        if (elf_kind(relocs) == KIND_RELOCS && is_missed(object, relocs))
            return fail(work,
                        "%s: %s: relocations in a form (section type 0x%lx)"
                        " that is not read here: only SHT_RELA is",
                        object->path, relocs->name,
                        (unsigned long)relocs->type);
    }
    return true;
}

bool elf_open(struct work *work, struct object *object)
{
    return read_ident(work, object) && read_machine(work, object, ET_REL) &&
           read_sections(work, object) && name_sections(work, object) &&
           read_symbols(work, object) && attach_relocs(work, object);
}

// What is loaded needs no sections: they may have been taken away.
bool elf_open_shared(struct work *work, struct object *object)
{
    object->linked = true;
    if (!read_ident(work, object) || !read_machine(work, object, ET_DYN))
        return false;
    return get64(object->bytes + 40) == 0 ||
           (read_sections(work, object) && name_sections(work, object));
}

size_t elf_nrelocs(const struct section *section)
{
    return section->relocs == NULL ? 0 : section->relocs->size / RELA;
}

bool elf_reloc(struct work *work, const struct object *object,
               const struct section *section, size_t i, struct reloc *reloc)
{
    const uint8_t *entry = section->relocs->bytes + i * RELA;
    uint64_t info = get64(entry + 8);
    uint64_t symbol = ELF64_R_SYM(info);
    reloc->offset = get64(entry);
    reloc->type = (uint32_t)ELF64_R_TYPE(info);
    reloc->addend = (int64_t)get64(entry + 16);
    if (symbol >= object->nsymbols)
        return fail(work, "%s: %s: relocation %zu: symbol %llu does not exist",
                    object->path, section->name, i, (unsigned long long)symbol);
    reloc->symbol = &object->symbols[symbol];
    if (reloc->offset >= section->size || section->bytes == NULL)
        return fail_at(work, object, section, reloc->offset, reloc->symbol,
                       "a relocation outside of its section");
    return true;
}

const char *elf_symbol_name(const struct object *object,
                            const struct symbol *symbol)
{
    if (symbol->name[0] != '\0')
        return symbol->name;
    if (symbol->type == STT_SECTION && symbol->index < object->nsections)
        return object->sections[symbol->index].name;
    return "(no name)";
}

const char *elf_section_name(const struct object *object,
                             const struct symbol *symbol)
{
    return symbol->index < object->nsections
               ? object->sections[symbol->index].name
               : "*ABS*";
}

const char *elf_name_at(const struct object *object, uint32_t section,
                        uint64_t value)
{
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->index == section && symbol->value == value &&
            (symbol->type == STT_FUNC || symbol->type == STT_OBJECT))
            return elf_symbol_name(object, symbol);
    }
    return NULL;
}

bool fail_at(struct work *work, const struct object *object,
             const struct section *section, uint64_t offset,
             const struct symbol *symbol, const char *why)
{
    return fail(work, "%s: %s+0x%llx: %s%s%s", object->path, section->name,
                (unsigned long long)offset,
                symbol ? elf_symbol_name(object, symbol) : "",
                symbol ? ": " : "", why);
}

bool is_definition(const struct object *object, const struct symbol *symbol)
{
    if (symbol->index >= INDEX_ABS)
        return true;
    return symbol->index != SHN_UNDEF &&
           !object->sections[symbol->index].dropped;
}
