// layout.c - give everything its address in the image.
//
//     header  40 bytes that are not in the image
//     text    code of all objects | stubs | signatures that signof() asks for |
//             unwind tables (-f) | constants | zeros up to a page
//     data    export table | its names | slots | constants with addresses |
//             variables
//     bss     variables that begin as zeros | common symbols
//
// The export table and the slots come first in data: what the loader can make
// read-only again afterwards are whole pages from the beginning of data.
//
// The loader can map text from the file, together with the header. So the page
// begins with the header, and address 0 of the image is HEADER behind it: what
// has to be a multiple is that sum, wherever an alignment or a page is meant.

#include <elf.h>
#include <string.h>

#include "ld.h"

// Room for size bytes at the next multiple of align (a power of two, at most
// PAGE): its address. Returns false when the image gets too big.
static bool reserve(struct linker *ld, uint64_t *end, uint64_t size,
                    uint64_t align, uint64_t *address)
{
    uint64_t at = ((HEADER + *end + align - 1) & ~(align - 1)) - HEADER;
    if (at > IMAGE_LIMIT || size > IMAGE_LIMIT - at)
        return fail(&ld->work, "the image would be larger than 2 GiB");
    *address = at;
    *end = at + size;
    return true;
}

static bool reserve_section(struct linker *ld, struct section *section,
                            uint64_t *end)
{
    return reserve(ld, end, section->size, section->align, &section->address);
}

// Where the first section of an array lies, all of them do.
static bool layout_section(struct linker *ld, struct section *section,
                           uint64_t *end)
{
    struct array *array = section->array;
    if (array == NULL)
        return reserve_section(ld, section, end);
    for (size_t i = 0; !array->placed && i < array->count; i++)
        if (!reserve_section(ld, array->named[i].section, end))
            return false;
    array->placed = true;
    return true;
}

static bool layout_sections(struct linker *ld, enum place place, uint64_t *end)
{
    for (size_t i = 0; i < ld->nobjects; i++) {
        struct object *object = &ld->objects[i];
        for (size_t j = 0; j < object->nsections; j++)
            if (object->sections[j].place == place &&
                !layout_section(ld, &object->sections[j], end))
                return false;
    }
    return true;
}

// An array of count things.
static bool layout_array(struct linker *ld, uint64_t *end, uint64_t count,
                         uint64_t size, uint64_t align, uint64_t *address)
{
    if (count > IMAGE_LIMIT / size)
        return fail(&ld->work, "the image would be larger than 2 GiB");
    return reserve(ld, end, count * size, align, address);
}

static uint64_t names_size(const struct linker *ld)
{
    uint64_t size = 0;
    for (size_t i = 0; i < ld->nexports; i++)
        size += strlen(ld->exports[i]->name) + 1;
    return size;
}

// Their sections have an alignment of 4, and sizes that are multiples of it: so
// nothing lies between them. The end is a word of zeros.
static bool layout_frames(struct linker *ld, uint64_t *end)
{
    uint64_t zeros;
    if (ld->frames == NULL)
        return true;
    return reserve(ld, end, 0, WORD, &ld->frames->address) &&
           layout_sections(ld, PLACE_FRAMES, end) &&
           reserve(ld, end, 4, 4, &zeros);
}

static bool layout_text(struct linker *ld, uint64_t *end)
{
    uint64_t zeros;
    if (!layout_sections(ld, PLACE_TEXT, end) ||
        !layout_array(ld, end, ld->nstubs, ld->cpu->stub_size, 16,
                      &ld->stub_address) ||
        !layout_array(ld, end, ld->nsignofs, WORD, WORD, &ld->signof_address) ||
        !layout_frames(ld, end) || !layout_sections(ld, PLACE_RODATA, end) ||
        !reserve(ld, end, 0, PAGE, &zeros))
        return false;
    ld->text = *end;
    return true;
}

static bool layout_data(struct linker *ld, uint64_t *end)
{
    uint64_t zeros;
    if (!layout_array(ld, end, ld->nexports + 1, EXPORT_ENTRY, WORD,
                      &ld->table_address) ||
        !reserve(ld, end, names_size(ld), 1, &ld->names_address) ||
        !layout_array(ld, end, ld->nslots, WORD, WORD, &ld->slot_address) ||
        !layout_sections(ld, PLACE_RELRO, end) ||
        !layout_sections(ld, PLACE_DATA, end) ||
        !reserve(ld, end, 0, WORD, &zeros))
        return false;
    ld->data = *end - ld->text;
    return true;
}

static bool layout_commons(struct linker *ld, uint64_t *end)
{
    for (size_t i = 0; i < ld->nglobals; i++) {
        struct global *global = &ld->globals[i];
        if (global->kind == GLOBAL_COMMON &&
            !reserve(ld, end, global->size, global->align, &global->address))
            return false;
    }
    return true;
}

static uint64_t symbol_address(const struct object *object,
                               const struct symbol *symbol)
{
    if (symbol->index == SHN_UNDEF || symbol->index == INDEX_ABS)
        return symbol->value;
    return object->sections[symbol->index].address + symbol->value;
}

// Now that all sections have theirs.
static void layout_globals(struct linker *ld)
{
    uint64_t signof_address = ld->signof_address;
    for (size_t i = 0; i < ld->nglobals; i++) {
        struct global *global = &ld->globals[i];
        if (global->kind == GLOBAL_DEFINED)
            global->address = symbol_address(global->object, global->symbol);
        else if (global->kind == GLOBAL_TABLE)
            global->address = ld->table_address;
        else if (global->kind == GLOBAL_SLOTS)
            global->address = ld->slot_address;
        if (global->kind == GLOBAL_SIGNOF) {
            global->address = signof_address;
            signof_address += WORD;
        }
    }
}

// Whatever is exported lies inside of the image, even if it is nothing: an
// empty array has an address too, which may be the end.
static bool has_export_at(const struct linker *ld, uint64_t address)
{
    for (size_t i = 0; i < ld->nexports; i++)
        if (ld->exports[i]->address == address)
            return true;
    return false;
}

// Which are known last of all.
static void layout_edges(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_EDGE)
            ld->globals[i].address = edge_address(ld, &ld->globals[i]);
}

static bool layout_bss(struct linker *ld, uint64_t *end)
{
    uint64_t zeros;
    if (!layout_sections(ld, PLACE_BSS, end) || !layout_commons(ld, end) ||
        !reserve(ld, end, 0, WORD, &zeros))
        return false;
    layout_globals(ld);
    if (has_export_at(ld, *end) && !reserve(ld, end, WORD, WORD, &zeros))
        return false;
    ld->bss = *end - ld->text - ld->data;
    layout_edges(ld);
    return true;
}

bool layout(struct linker *ld)
{
    uint64_t end = 0;
    return layout_text(ld, &end) && layout_data(ld, &end) &&
           layout_bss(ld, &end);
}

uint64_t address_of(const struct object *object, const struct symbol *symbol)
{
    return symbol->global != NULL ? symbol->global->address
                                  : symbol_address(object, symbol);
}

uint64_t slot_address(const struct linker *ld, const struct slot *slot)
{
    return ld->slot_address + slot->number * WORD;
}

uint64_t stub_address(const struct linker *ld, const struct slot *slot)
{
    return ld->stub_address + slot->stub * ld->cpu->stub_size;
}
