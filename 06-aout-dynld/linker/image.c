// image.c - fill the image, now that everything in it has an address.
//
// What depends on where the image will lie is left to the loader: a word in
// data, and a fixup that says so. There are four kinds of such words: slots,
// words of the objects' data, and in each entry of the export table two.

#include <stdlib.h>
#include <string.h>

#include "ld.h"

// Room for all of them: counted by scan().
static bool make_room(struct linker *ld)
{
    ld->image = ld_alloc(ld, 1, ld->text + ld->data);
    ld->fixup_room = ld->nslots + ld->nwords + 2 * ld->nexports;
    ld->fixups = ld_alloc(ld, ld->fixup_room, sizeof *ld->fixups);
    return ld->image != NULL && ld->fixups != NULL;
}

static void add_fixup(struct linker *ld, uint64_t address, uint8_t mode)
{
    if (ld->nfixups == ld->fixup_room)
        abort();  // scan() saw fewer than there are: a bug of ours
    ld->fixups[ld->nfixups++] = (struct fixup){address, mode};
}

static void put_word(struct linker *ld, uint64_t address, uint64_t value)
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

// The word at an image address becomes the address of what symbol stands for,
// plus addend. Returns NULL, or why it cannot.
static const char *put_address(struct linker *ld, uint64_t address,
                               const struct object *object,
                               const struct symbol *symbol, int64_t addend)
{
    uint64_t value = address_of(object, symbol) + (uint64_t)addend;
    enum target target = target_of(symbol);
    if (target != TARGET_NUMBER && address % WORD != 0)
        return "an address that is not aligned (a packed struct?)";
    if (target == TARGET_IMPORT && (addend < INT32_MIN || addend > INT32_MAX))
        return "the addend of an import has more than 32 bits";
    if (target == TARGET_IMPORT)
        value = (uint64_t)symbol->global->import << 32 | (uint32_t)addend;
    put_word(ld, address, value);
    if (target == TARGET_IMPORT)
        add_fixup(ld, address, MODE_IMPORT);
    else if (target == TARGET_IMAGE)
        add_fixup(ld, address, MODE_BASE);
    return NULL;
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

static const char *apply(struct linker *ld, const struct object *object,
                         const struct section *section,
                         const struct reloc *reloc)
{
    enum use use = ld->machine->reloc_type(reloc->type)->use;
    uint64_t place = section->address + reloc->offset;
    uint64_t room = section->size - reloc->offset;
    if (use == USE_NONE)
        return NULL;
    if (use == USE_WORD && room < WORD)
        return "a relocation outside of its section";
    if (use == USE_WORD)
        return put_address(ld, place, object, reloc->symbol, reloc->addend);

    struct patch patch = {
        .type = reloc->type,
        .at = ld->image + place,
        .room = room,
        .place = place,
        .target = near_address(ld, use, object, reloc->symbol),
        .addend = reloc->addend,
        .slots = ld->slot_address,
    };
    return ld->machine->patch(&patch);
}

static bool apply_section(struct linker *ld, const struct object *object,
                          const struct section *section)
{
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        struct reloc reloc;
        if (!elf_reloc(ld, object, section, i, &reloc))
            return false;
        const char *reason = apply(ld, object, section, &reloc);
        if (reason != NULL)
            return fail_at(ld, object, section, reloc.offset, reloc.symbol,
                           reason);
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
        uint64_t address = slot_address(ld, slot);
        const char *reason =
            put_address(ld, address, slot->object, slot->symbol, 0);
        uint64_t stub = stub_address(ld, slot);
        if (reason == NULL && slot->has_stub)
            reason = ld->machine->stub(ld->image + stub, stub, address);
        if (reason != NULL)
            return fail(ld, "%s: %s: %s", slot->object->path,
                        elf_symbol_name(slot->object, slot->symbol), reason);
    }
    return true;
}

static void fill_signofs(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_SIGNOF)
            put_word(ld, ld->globals[i].address, signature_of(&ld->globals[i]));
}

static void fill_export_table(struct linker *ld)
{
    uint64_t entry = ld->table_address, name = ld->names_address;
    for (size_t i = 0; i < ld->nexports; i++) {
        const struct global *export = ld->exports[i];
        size_t size = strlen(export->name) + 1;
        memcpy(ld->image + name, export->name, size);
        put_word(ld, entry, signature_of(export));
        put_word(ld, entry + WORD, export->address);
        put_word(ld, entry + 2 * WORD, name);
        add_fixup(ld, entry + WORD, MODE_BASE);
        add_fixup(ld, entry + 2 * WORD, MODE_BASE);
        name += size;
        entry += EXPORT_ENTRY;
    }
}

static int by_address(const void *left, const void *right)
{
    const struct fixup *a = left, *b = right;
    return (a->address > b->address) - (a->address < b->address);
}

// The file lists the fixups in ascending order. No two are for one word, if
// the objects are in order.
static bool sort_fixups(struct linker *ld)
{
    qsort(ld->fixups, ld->nfixups, sizeof *ld->fixups, by_address);
    for (size_t i = 1; i < ld->nfixups; i++)
        if (ld->fixups[i].address == ld->fixups[i - 1].address)
            return fail(ld, "image+0x%llx: two relocations of one word",
                        (unsigned long long)ld->fixups[i].address);
    return true;
}

bool fill_image(struct linker *ld)
{
    if (!make_room(ld))
        return false;
    copy_sections(ld);
    fill_signofs(ld);
    fill_export_table(ld);
    return fill_slots(ld) && apply_all(ld) && sort_fixups(ld);
}
