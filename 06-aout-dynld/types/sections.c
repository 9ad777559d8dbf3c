// sections.c - find an object's debug sections, and relocate them.
//
// In an object these sections refer to one another through relocations, like
// code: the offset of a name in .debug_str is that section's symbol plus an
// addend. The object itself is not ours to change, so each is copied.

#include <elf.h>
#include <string.h>

#include "dwarf.h"
#include "linker/ld.h"

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

// Writes the one word. Types other than these two do not matter here: they are
// of addresses, and no type has one.
static bool relocate_word(struct linker *ld, const struct object *object,
                          const struct section *section, uint8_t *bytes,
                          const struct reloc *reloc)
{
    int size = reloc->type == object->machine->absolute32   ? 4
               : reloc->type == object->machine->absolute64 ? 8
                                                            : 0;
    if ((uint64_t)size > section->size - reloc->offset)
        return fail_at(ld, object, section, reloc->offset, reloc->symbol,
                       "a relocation outside of its section");
    put_le(bytes + reloc->offset,
           reloc->symbol->value + (uint64_t)reloc->addend, size);
    return true;
}

static bool relocate(struct linker *ld, const struct object *object,
                     const struct section *section, uint8_t *bytes)
{
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        struct reloc reloc;
        if (!elf_reloc(ld, object, section, i, &reloc) ||
            !relocate_word(ld, object, section, bytes, &reloc))
            return false;
    }
    return true;
}

static bool take(struct linker *ld, const struct object *object,
                 const char *name, struct bytes *bytes)
{
    const struct section *section = find(object, name);
    *bytes = (struct bytes){0};
    if (section == NULL || section->bytes == NULL || section->size == 0)
        return true;
    if (section->flags & SHF_COMPRESSED)
        return fail(ld, "%s: %s: is compressed: compile with -gz=none",
                    object->path, name);
    uint8_t *copy = ld_alloc(ld, 1, section->size);
    if (copy == NULL)
        return false;
    memcpy(copy, section->bytes, section->size);
    *bytes = (struct bytes){copy, section->size};
    return relocate(ld, object, section, copy);
}

bool dwarf_find_sections(struct linker *ld, const struct object *object,
                         struct dwarf_sections *sections)
{
    if (find(object, ".zdebug_info") != NULL)
        return fail(ld,
                    "%s: .zdebug_info: is compressed: compile with"
                    " -gz=none",
                    object->path);
    return take(ld, object, ".debug_info", &sections->info) &&
           take(ld, object, ".debug_abbrev", &sections->abbrev) &&
           take(ld, object, ".debug_str", &sections->str) &&
           take(ld, object, ".debug_line_str", &sections->line_str) &&
           take(ld, object, ".debug_str_offsets", &sections->str_offsets) &&
           take(ld, object, ".signof.incomplete", &sections->incomplete) &&
           (sections->incomplete.size <= INCOMPLETE_ROOM ||
            fail(ld, "%s: .signof.incomplete: too many names", object->path));
}
