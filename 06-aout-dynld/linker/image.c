// image.c - fill the image, now that everything in it has an address.
//
// What depends on where the image will lie is left to the loader: a word in
// data, and a relocation that says so. There are four kinds of such words:
// slots, words of the objects' data, and in each entry of the export table two.

#include <stdlib.h>
#include <string.h>

#include "ld.h"

// Room for all of them: counted by scan().
static bool make_room(struct linker *ld)
{
    ld->image = work_alloc(&ld->work, 1, ld->text + ld->data);
    ld->reloc_room = ld->nslots + ld->nwords + 2 * ld->nexports;
    ld->relocs = work_alloc(&ld->work, ld->reloc_room, sizeof *ld->relocs);
    return ld->image != NULL && ld->relocs != NULL;
}

void add_reloc(struct linker *ld, uint64_t address, uint8_t mode)
{
    if (ld->nrelocs == ld->reloc_room)
        abort();  // scan() saw fewer than there are: a bug of ours
    ld->relocs[ld->nrelocs++] = (struct module_reloc){address, mode};
}

void put_word(struct linker *ld, uint64_t address, uint64_t value)
{
    put_le(ld->image + address, value, WORD);
}

static void copy_sections(struct linker *ld)
{
    for (size_t i = 0; i < ld->nobjects; i++) {
        const struct object *object = &ld->objects[i];
        for (size_t j = 0; j < object->nsections; j++) {
            const struct section *section = &object->sections[j];
            if (section->place != PLACE_NONE && section->bytes != NULL &&
                section->size > 0)
                memcpy(ld->image + section->address, section->bytes,
                       section->size);
        }
    }
}

// The word at patch->place becomes the address of what symbol stands for, plus
// the addend. Returns false after setting patch->why.
static bool put_address(struct linker *ld, struct patch *patch,
                        const struct object *object,
                        const struct symbol *symbol)
{
    uint64_t value = address_of(object, symbol) + (uint64_t)patch->addend;
    enum target target = target_of(symbol);
    if (patch->room < WORD)
        patch->why = "a relocation outside of its section";
    else if (target != TARGET_NUMBER && patch->place % WORD != 0)
        patch->why = "an address that is not aligned, as in a packed struct:"
                     " the loader cannot write it, so assign it at run time";
    else if (target == TARGET_IMPORT &&
             (patch->addend < INT32_MIN || patch->addend > INT32_MAX))
        patch->why = "the addend of an import has more than 32 bits";
    if (patch->why != NULL)
        return false;
    if (target == TARGET_IMPORT)
        value =
            (uint64_t)symbol->global->import << 32 | (uint32_t)patch->addend;
    put_word(ld, patch->place, value);
    if (target != TARGET_NUMBER)
        add_reloc(ld, patch->place,
                  target == TARGET_IMPORT ? MODE_IMPORT : MODE_BASE);
    return true;
}

// What the relocation measures the distance of.
static uint64_t near_address(const struct linker *ld, enum use use,
                             const struct object *object,
                             const struct symbol *symbol)
{
    if (use == USE_SLOT)
        return slot_address(ld, slot_of(symbol));
    if (use == USE_CALL && target_of(symbol) != TARGET_IMAGE)
        return stub_address(ld, slot_of(symbol));
    return address_of(object, symbol);
}

// The processor's part counts from where the header begins, because there a
// page does: only so does an address say where in its page it is.
static bool patch_code(const struct linker *ld, struct patch *patch,
                       uint64_t target)
{
    patch->place += HEADER;
    patch->target = HEADER + target;
    patch->slots = HEADER + ld->slot_address;
    return ld->cpu->patch(patch);
}

static bool apply(struct linker *ld, const struct object *object,
                  const struct section *section, const struct reloc *reloc)
{
    enum use use = ld->cpu->reloc_type(reloc->type)->use;
    struct reloc high = *reloc;  // the one that says where to, and from where
    if (use == USE_NONE || use == USE_ALIGN)
        return true;
    if (use == USE_LOW) {
        if (!find_high(ld, object, section, reloc, &high))
            return false;
        use = ld->cpu->reloc_type(high.type)->use;
    }
    struct patch patch = {
        .type = reloc->type,
        .at = ld->image + section->address + reloc->offset,
        .place = section->address + high.offset,
        .room = section->size - reloc->offset,
        .addend = high.addend,
    };
    bool done = use == USE_WORD
                    ? put_address(ld, &patch, object, reloc->symbol)
                    : patch_code(ld, &patch,
                                 near_address(ld, use, object, high.symbol));
    return done || fail_at(&ld->work, object, section, reloc->offset,
                           reloc->symbol, patch.why);
}

static bool apply_section(struct linker *ld, const struct object *object,
                          const struct section *section)
{
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        struct reloc reloc;
        if (!elf_reloc(&ld->work, object, section, i, &reloc) ||
            !apply(ld, object, section, &reloc))
            return false;
    }
    return true;
}

static bool apply_all(struct linker *ld)
{
    for (size_t i = 0; i < ld->nobjects; i++) {
        const struct object *object = &ld->objects[i];
        for (size_t j = 0; j < object->nsections; j++)
            if (object->sections[j].place != PLACE_NONE &&
                !apply_section(ld, object, &object->sections[j]))
                return false;
    }
    return true;
}

static bool fill_slots(struct linker *ld)
{
    for (const struct slot *slot = ld->slots; slot; slot = slot->next) {
        struct patch patch = {.place = slot_address(ld, slot), .room = WORD};
        if (!put_address(ld, &patch, slot->object, slot->symbol))
            return fail(&ld->work, "%s: %s: %s", slot->object->path,
                        elf_symbol_name(slot->object, slot->symbol), patch.why);
        uint64_t stub = stub_address(ld, slot);
        if (slot->has_stub)
            ld->cpu->stub(ld->image + stub, HEADER + stub,
                          HEADER + patch.place);
    }
    return true;
}

static void fill_signofs(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_SIGNOF)
            put_word(ld, ld->globals[i].address, ld->globals[i].signature);
}

void fill_export_table(struct linker *ld)
{
    uint64_t entry = ld->table_address, name = ld->names_address;
    for (size_t i = 0; i < ld->nexports; i++) {
        const struct global *export = ld->exports[i];
        size_t size = strlen(export->name) + 1;
        memcpy(ld->image + name, export->name, size);
        put_word(ld, entry, export->signature);
        put_word(ld, entry + WORD, export->address);
        put_word(ld, entry + 2 * WORD, name);
        add_reloc(ld, entry + WORD, MODE_BASE);
        add_reloc(ld, entry + 2 * WORD, MODE_BASE);
        name += size;
        entry += EXPORT_ENTRY;
    }
}

static int by_address(const void *left, const void *right)
{
    const struct module_reloc *a = left, *b = right;
    return (a->address > b->address) - (a->address < b->address);
}

// The file lists the relocations in ascending order. No two are for one word,
// if the objects are in order.
bool sort_relocs(struct linker *ld)
{
    qsort(ld->relocs, ld->nrelocs, sizeof *ld->relocs, by_address);
    for (size_t i = 1; i < ld->nrelocs; i++)
        if (ld->relocs[i].address == ld->relocs[i - 1].address)
            return fail(&ld->work, "image+0x%llx: two relocations of one word",
                        (unsigned long long)ld->relocs[i].address);
    return true;
}

bool fill_image(struct linker *ld)
{
    if (!make_room(ld))
        return false;
    copy_sections(ld);
    fill_signofs(ld);
    fill_export_table(ld);
    return fill_slots(ld) && apply_all(ld) && sort_relocs(ld);
}
