// align.c - leave out instructions that do nothing.
//
// Where code has to be aligned, an assembler for riscv64 cannot do it: a linker
// may make shorter what is in front. So it leaves as many nops as can ever be
// needed, and a relocation with their number, at any place. The linker finds
// out how many it takes, and the rest goes. What lies behind moves: code,
// relocations, symbols. Nothing else: in such a section an assembler leaves
// every distance to relocations.
//
//     0x0a  nop nop nop    ALIGN: 6 bytes, so to a multiple of 8
//     0x10  loop:          good luck: all three are needed
//
//     0x0c  nop nop nop    the same
//     0x12  loop:          one too many: nop nop, and loop becomes 0x10
//
// Debug information of the section says where things were. A debugger that is
// told nothing is better than one that is wrong: see debug.c.

#include <elf.h>
#include <string.h>

#include "ld.h"

#define RELA 24  // bytes of a relocation

// What goes: size bytes, behind kept bytes of nops.
struct cut {
    uint64_t kept, at, size;
    uint64_t before;  // bytes of all cuts in front of this one
};

// Those of a section, sorted.
struct cuts {
    struct cut *cuts;
    size_t count;
};

// Where a byte of the section is, when they are done.
static uint64_t moved(const struct cuts *cuts, uint64_t offset)
{
    size_t low = 0, high = cuts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cuts->cuts[middle].at < offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return offset;
    const struct cut *cut = &cuts->cuts[low - 1];
    uint64_t into = offset - cut->at;
    return offset - cut->before - (into < cut->size ? into : cut->size);
}

static bool refuse(struct linker *ld, const struct object *object,
                   const struct section *section, uint64_t offset)
{
    return fail_at(&ld->work, object, section, offset, NULL,
                   "code that cannot be aligned");
}

// The alignment is the next power of two. So many nops are kept as it takes,
// now that all cuts in front are known.
static bool add_cut(struct linker *ld, const struct object *object,
                    const struct section *section, struct cuts *cuts,
                    const struct reloc *reloc)
{
    struct cut *cut = &cuts->cuts[cuts->count];
    uint64_t fill = (uint64_t)reloc->addend, align = 1, end = 0;
    if (cuts->count > 0) {
        cut->before = cut[-1].before + cut[-1].size;
        end = cut[-1].at + cut[-1].size;
    }
    if (fill >= PAGE || fill > section->size - reloc->offset ||
        reloc->offset < end)
        return refuse(ld, object, section, reloc->offset);
    while (align <= fill)
        align *= 2;
    cut->kept = (cut->before - reloc->offset) & (align - 1);
    if (cut->kept > fill || align > section->align)
        return refuse(ld, object, section, reloc->offset);
    cut->at = reloc->offset + cut->kept;
    cut->size = fill - cut->kept;
    cuts->count += cut->size > 0;
    return true;
}

// Counts what cuts there can be, or makes those that there are.
static bool find_cuts(struct linker *ld, const struct object *object,
                      const struct section *section, struct cuts *cuts)
{
    size_t count = 0;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < elf_nrelocs(section); i++) {
            struct reloc reloc;
            if (!elf_reloc(&ld->work, object, section, i, &reloc))
                return false;
            const struct reloc_type *type = ld->cpu->reloc_type(reloc.type);
            if (type == NULL || type->use != USE_ALIGN)
                continue;
            if (round == 0)
                count++;
            else if (!add_cut(ld, object, section, cuts, &reloc))
                return false;
        }
        if (count == 0)
            return true;
        if (round == 0)
            cuts->cuts = work_alloc(&ld->work, count, sizeof *cuts->cuts);
        if (cuts->cuts == NULL)
            return false;
    }
    return true;
}

// The bytes, and where the relocations are. The nops that are kept are written
// anew: a cut may go through one.
static bool shorten(struct linker *ld, struct section *section,
                    const struct cuts *cuts)
{
    if (!own_section(ld, section))
        return false;
    uint8_t *bytes = (uint8_t *)section->bytes;
    uint8_t *relocs = (uint8_t *)section->relocs->bytes;
    uint64_t to = cuts->cuts[0].at;
    for (size_t i = 0; i < cuts->count; i++) {
        const struct cut *cut = &cuts->cuts[i];
        uint64_t from = cut->at + cut->size;
        uint64_t end = i + 1 < cuts->count ? cut[1].at : section->size;
        ld->cpu->nops(bytes + to - cut->kept, cut->kept);
        memmove(bytes + to, bytes + from, end - from);
        to += end - from;
    }
    for (size_t i = 0; i < elf_nrelocs(section); i++)
        put_le(relocs + i * RELA, moved(cuts, get_le(relocs + i * RELA, 8)), 8);
    section->size = to;
    section->shortened = true;
    return true;
}

static void move_symbol(struct symbol *symbol, const struct cuts *cuts)
{
    uint64_t end = symbol->value + symbol->size;
    uint64_t value = moved(cuts, symbol->value);
    if (end >= symbol->value)
        symbol->size = moved(cuts, end) - value;
    symbol->value = value;
}

static bool align_object(struct linker *ld, struct object *object)
{
    struct cuts *cuts = work_alloc(&ld->work, object->nsections, sizeof *cuts);
    if (cuts == NULL)
        return false;
    for (size_t i = 0; i < object->nsections; i++) {
        struct section *section = &object->sections[i];
        if (section->place != PLACE_NONE &&
            (!find_cuts(ld, object, section, &cuts[i]) ||
             (cuts[i].count > 0 && !shorten(ld, section, &cuts[i]))))
            return false;
    }
    for (size_t i = 0; i < object->nsymbols; i++) {
        struct symbol *symbol = &object->symbols[i];
        if (symbol->index < object->nsections && cuts[symbol->index].count > 0)
            move_symbol(symbol, &cuts[symbol->index]);
    }
    return true;
}

bool align_code(struct linker *ld)
{
    for (size_t i = 0; i < ld->nobjects && ld->cpu->nops != NULL; i++)
        if (!align_object(ld, &ld->objects[i]))
            return false;
    return true;
}
