// pair.c - relocations that mean something with another one only.
//
// Where an instruction holds part of an address, riscv64 has one relocation for
// the upper part, and for each lower part one whose symbol is no name but the
// place of the upper one. And where the difference of two addresses is wanted,
// one relocation adds and the one behind it subtracts.

#include <elf.h>

#include "ld.h"

// At one place there are few: besides the one that says what to do, one that
// says what may be done instead.
#define AT_ONE_PLACE 4

// Finds the first relocation at the offset, or behind it: assemblers list them
// in that order, as all linkers expect.
static bool first_at(struct linker *ld, const struct object *object,
                     const struct section *section, uint64_t offset, size_t *i)
{
    size_t end = elf_nrelocs(section);
    *i = 0;
    while (*i < end) {
        struct reloc reloc;
        size_t middle = *i + (end - *i) / 2;
        if (!elf_reloc(&ld->work, object, section, middle, &reloc))
            return false;
        if (reloc.offset < offset)
            *i = middle + 1;
        else
            end = middle;
    }
    return true;
}

static bool is_high(const struct linker *ld, const struct reloc *reloc)
{
    const struct reloc_type *type = ld->cpu->reloc_type(reloc->type);
    return type != NULL && (type->use == USE_HIGH || type->use == USE_SLOT);
}

static bool refuse(struct linker *ld, const struct object *object,
                   const struct section *section, const struct reloc *reloc,
                   const char *why)
{
    return fail_at(&ld->work, object, section, reloc->offset, reloc->symbol,
                   why);
}

bool find_high(struct linker *ld, const struct object *object,
               const struct section *section, const struct reloc *low,
               struct reloc *high)
{
    uint64_t offset = low->symbol->value;
    size_t i;
    if (low->symbol->index != (uint32_t)(section - object->sections))
        return refuse(ld, object, section, low,
                      "the lower part of an address: no place in this section");
    if (low->addend != 0)
        return refuse(ld, object, section, low,
                      "the lower part of an address, plus a number");
    if (!first_at(ld, object, section, offset, &i))
        return false;
    for (size_t end = i + AT_ONE_PLACE; i < end && i < elf_nrelocs(section);
         i++) {
        if (!elf_reloc(&ld->work, object, section, i, high))
            return false;
        if (high->offset == offset && is_high(ld, high))
            return true;
    }
    return refuse(ld, object, section, low,
                  "the lower part of an address: no upper part is there");
}

static enum use use_of(const struct linker *ld, const struct reloc *reloc)
{
    const struct reloc_type *type = ld->cpu->reloc_type(reloc->type);
    return type == NULL ? USE_NONE : type->use;
}

// Without the other one there would be an address in the image that does not
// change when the image moves.
bool check_difference(struct linker *ld, const struct object *object,
                      const struct section *section, size_t i)
{
    struct reloc reloc, other;
    if (!elf_reloc(&ld->work, object, section, i, &reloc))
        return false;
    bool plus = use_of(ld, &reloc) == USE_PLUS;
    size_t next = plus ? i + 1 : i - 1;  // -1 is no number of one either
    if (next >= elf_nrelocs(section))
        return refuse(ld, object, section, &reloc,
                      "half of a difference of two addresses");
    if (!elf_reloc(&ld->work, object, section, next, &other))
        return false;
    return (other.offset == reloc.offset &&
            use_of(ld, &other) == (plus ? USE_MINUS : USE_PLUS)) ||
           refuse(ld, object, section, &reloc,
                  "half of a difference of two addresses");
}
