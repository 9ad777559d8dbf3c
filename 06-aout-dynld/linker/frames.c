// frames.c - keep the unwind tables (aoutld -f), of objects and of a shared
// object, and export where they begin, as _dynframes: dynframes() registers
// them.
//
// A table .eh_frame is a row of entries, each with its length in front: what
// several functions have in common (a CIE), or one function (an FDE). Those of
// all objects become one, in text, with the length 0 at its end. So nothing may
// lie between two of them, no zeros either. An entry of a function that was
// left out, because another object has brought the same, must go, too: its
// bytes become part of the entry before it, as instructions that do nothing.

#include <elf.h>
#include <string.h>

#include "shared.h"

#define FRAMES "_dynframes"
#define RELA 24  // bytes of a relocation

// An entry: bytes of its length field and what that counts.
struct entry {
    uint64_t at, size;
    bool is_function;
};

// Reads the entry at entry->at. Returns false if there is none that ends in the
// table. size is 0 where the table says that it ends. (A length of 64 bits is
// for tables of more than 4 GiB.)
static bool read_entry(const uint8_t *bytes, uint64_t size, struct entry *entry)
{
    if (entry->at + 4 > size)
        return false;
    uint64_t length = get_le(bytes + entry->at, 4);
    entry->size = length == 0 ? 0 : 4 + length;
    if (length == 0)
        return true;
    if (length < 4 || length % 4 != 0 || length > size - entry->at - 4)
        return false;
    entry->is_function = get_le(bytes + entry->at + 4, 4) != 0;
    return true;
}

static bool refuse(struct linker *ld, const struct object *object)
{
    return fail(&ld->work, "%s: .eh_frame: damaged unwind tables",
                object->path);
}

// Is the function left out? It is the first thing that the entry refers to,
// behind its length and the distance of its CIE. Only what was dropped with its
// group can be: a definition has one place.
static bool is_dropped(struct linker *ld, const struct object *object,
                       const struct section *section, const struct entry *entry,
                       bool *dropped)
{
    struct reloc reloc;
    *dropped = false;
    for (size_t i = 0; entry->is_function && i < elf_nrelocs(section); i++) {
        if (!elf_reloc(&ld->work, object, section, i, &reloc))
            return false;
        if (reloc.offset == entry->at + 8) {
            uint32_t index = reloc.symbol->index;
            *dropped = index < object->nsections &&
                       object->sections[index].place == PLACE_NONE;
        }
    }
    return true;
}

// The entry's bytes become part of that which begins at last. A relocation of
// type 0 is none, for every processor.
static void absorb(struct section *section, uint64_t last,
                   const struct entry *entry)
{
    uint8_t *bytes = (uint8_t *)section->bytes;
    uint64_t length = get_le(bytes + last, 4);
    memset(bytes + entry->at, 0, entry->size);
    put_le(bytes + last, length + entry->size, 4);
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        uint8_t *reloc = (uint8_t *)section->relocs->bytes + i * RELA;
        uint64_t offset = get_le(reloc, 8);
        if (offset >= entry->at && offset < entry->at + entry->size)
            put_le(reloc + 8, 0, 8);
    }
}

static bool take_section(struct linker *ld, const struct object *object,
                         struct section *section)
{
    struct entry entry = {0};
    uint64_t last = 0;
    if (section->place != PLACE_RODATA)
        return fail(&ld->work,
                    "%s: .eh_frame: unwind tables with addresses: compile with"
                    " -fPIC",
                    object->path);
    if (section->bytes == NULL || !own_section(ld, section))
        return section->size == 0 || refuse(ld, object);
    for (; entry.at < section->size; entry.at += entry.size) {
        bool dropped;
        if (!read_entry(section->bytes, section->size, &entry))
            return refuse(ld, object);
        if (entry.size == 0)
            break;  // crtend.o has an end in it
        if (!is_dropped(ld, object, section, &entry, &dropped))
            return false;
        if (dropped && entry.at > 0)
            absorb(section, last, &entry);
        else
            last = entry.at;
    }
    section->size = entry.at;
    section->align = 4;
    section->place = PLACE_FRAMES;
    return true;
}

bool take_frames(struct linker *ld)
{
    if (!ld->options->frames)
        return true;
    for (size_t i = 0; i < ld->nobjects; i++)
        for (size_t j = 0; j < ld->objects[i].nsections; j++) {
            struct section *section = &ld->objects[i].sections[j];
            if (section->place != PLACE_NONE &&
                strcmp(section->name, ".eh_frame") == 0 &&
                !take_section(ld, &ld->objects[i], section))
                return false;
        }
    return true;
}

// A shared object has its tables where they are, and a header of them that its
// own loader reads: a version, how three numbers are written, and the distance
// of the tables from that.
bool find_frames(struct linker *ld)
{
    const struct shared *shared = ld->shared;
    uint64_t at = shared->frames_header;
    const uint8_t *header = at == 0 ? NULL : shared_at(shared, at, 8);
    const uint8_t *entry;
    if (!ld->options->frames)
        return true;
    if (header == NULL || header[0] != 1 || header[1] != 0x1b)
        return fail(&ld->work, "%s: has no unwind tables to be kept",
                    shared->object.path);
    at += 4 + (uint64_t)(int32_t)get_le(header + 4, 4);
    ld->frames_address = at - HEADER;
    while (at - HEADER < ld->text &&
           (entry = shared_at(shared, at, 4)) != NULL) {
        uint64_t length = get_le(entry, 4);
        if (length == 0)
            return true;
        at += 4 + length;
    }
    return fail(&ld->work, "%s: .eh_frame: damaged unwind tables, or no end",
                shared->object.path);
}

bool export_frames(struct linker *ld)
{
    if (!ld->options->frames)
        return true;
    ld->frames = work_alloc(&ld->work, 1, sizeof *ld->frames);
    if (ld->frames == NULL)
        return false;
    *ld->frames = (struct global){
        .name = FRAMES, .kind = GLOBAL_DEFINED, .address = ld->frames_address};
    return add_export(ld, ld->frames);
}
