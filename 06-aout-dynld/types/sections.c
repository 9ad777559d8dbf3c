// sections.c - find an object's debug sections, and relocate them.
//
// In an object these sections refer to one another through relocations, like
// code: the offset of a name in .debug_str is that section's symbol plus an
// addend. The object itself is not ours to change, so each is copied.

#include <elf.h>
#include <string.h>

#include "dwarf.h"
#include "object/bytes.h"

// Bytes of names: each is compared with each struct's.
#define INCOMPLETE_ROOM 65536

static const struct section *find(const struct object *object, const char *name)
{
    for (size_t i = 0; i < object->nsections; i++) {
        const struct section *section = &object->sections[i];
        // In a group is what several objects may bring: type units, macros.
        if (strcmp(section->name, name) == 0 && !(section->flags & SHF_GROUP))
            return section;
    }
    return NULL;
}

// How many bytes such a relocation writes of an address, or adds it to, or
// takes it away from. Types other than these do not matter here: they are of
// addresses of code, and no type has one.
static const struct change {
    uint16_t machine;
    uint32_t type;
    int size;
    enum { PUT, ADD, SUBTRACT } how;
} changes[] = {
    {EM_X86_64, R_X86_64_32, 4, PUT},
    {EM_X86_64, R_X86_64_64, 8, PUT},
    {EM_AARCH64, R_AARCH64_ABS32, 4, PUT},
    {EM_AARCH64, R_AARCH64_ABS64, 8, PUT},
    {EM_RISCV, R_RISCV_32, 4, PUT},
    {EM_RISCV, R_RISCV_64, 8, PUT},
    {EM_RISCV, R_RISCV_ADD8, 1, ADD},
    {EM_RISCV, R_RISCV_ADD16, 2, ADD},
    {EM_RISCV, R_RISCV_ADD32, 4, ADD},
    {EM_RISCV, R_RISCV_ADD64, 8, ADD},
    {EM_RISCV, R_RISCV_SUB8, 1, SUBTRACT},
    {EM_RISCV, R_RISCV_SUB16, 2, SUBTRACT},
    {EM_RISCV, R_RISCV_SUB32, 4, SUBTRACT},
    {EM_RISCV, R_RISCV_SUB64, 8, SUBTRACT},
};

static const struct change *change_of(uint16_t machine, uint32_t type)
{
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        if (changes[i].machine == machine && changes[i].type == type)
            return &changes[i];
    return NULL;
}

// Writes the one word.
static bool relocate_word(struct work *work, const struct object *object,
                          const struct section *section, uint8_t *bytes,
                          const struct reloc *reloc)
{
    const struct change *change = change_of(object->machine, reloc->type);
    uint8_t *at = bytes + reloc->offset;
    uint64_t value = reloc->symbol->value + (uint64_t)reloc->addend;
    if (change == NULL)
        return true;
    if ((uint64_t)change->size > section->size - reloc->offset)
        return fail_at(work, object, section, reloc->offset, reloc->symbol,
                       "a relocation outside of its section");
    if (change->how == ADD)
        value = get_le(at, change->size) + value;
    if (change->how == SUBTRACT)
        value = get_le(at, change->size) - value;
    put_le(at, value, change->size);
    return true;
}

static bool relocate(struct work *work, const struct object *object,
                     const struct section *section, uint8_t *bytes)
{
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        struct reloc reloc;
        if (!elf_reloc(work, object, section, i, &reloc) ||
            !relocate_word(work, object, section, bytes, &reloc))
            return false;
    }
    return true;
}

static bool take(struct work *work, const struct object *object,
                 const char *name, struct bytes *bytes)
{
    const struct section *section = find(object, name);
    *bytes = (struct bytes){0};
    if (section == NULL || section->bytes == NULL || section->size == 0)
        return true;
    uint8_t *copy = work_alloc(work, 1, section->size);
    if (copy == NULL)
        return false;
    memcpy(copy, section->bytes, section->size);
    *bytes = (struct bytes){copy, section->size};
    return relocate(work, object, section, copy);
}

// The first section that is compressed, or NULL. Some have a flag, and some of
// older compilers a name.
static const struct section *find_compressed(const struct object *object)
{
    static const char *const names[] = {
        ".debug_info",     ".debug_abbrev",      ".debug_str",
        ".debug_line_str", ".debug_str_offsets", ".signof.incomplete",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct section *section = find(object, names[i]);
        if (section != NULL && section->flags & SHF_COMPRESSED)
            return section;
    }
    return find(object, ".zdebug_info");
}

bool dwarf_find_sections(struct work *work, const struct object *object,
                         struct dwarf_sections *sections)
{
    const struct section *compressed = find_compressed(object);
    *sections = (struct dwarf_sections){.compressed = compressed != NULL};
    if (compressed != NULL)
        return object->linked ||
               fail(work, "%s: %s: is compressed: compile with -gz=none",
                    object->path, compressed->name);
    return take(work, object, ".debug_info", &sections->info) &&
           take(work, object, ".debug_abbrev", &sections->abbrev) &&
           take(work, object, ".debug_str", &sections->str) &&
           take(work, object, ".debug_line_str", &sections->line_str) &&
           take(work, object, ".debug_str_offsets", &sections->str_offsets) &&
           take(work, object, ".signof.incomplete", &sections->incomplete) &&
           (sections->incomplete.size <= INCOMPLETE_ROOM ||
            fail(work, "%s: .signof.incomplete: too many names", object->path));
}
