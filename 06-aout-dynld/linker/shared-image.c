// shared-image.c - fill the image of a module that is made of a shared object.
//
// Of the relocations of a shared object few kinds are left by its linker, and
// each is a word of the module's: the address of something in it (mode 0), or
// of an import (mode 1).

#include <elf.h>
#include <string.h>

#include "shared.h"

// What a kind of relocation puts into its word.
enum becomes {
    NOTHING,
    OWN_ADDRESS,  // the addend is one in the object
    SYMBOL,       // the symbol's address
    SYMBOL_PLUS,  // and the addend
    REFUSED,
};

static const struct becoming {
    uint16_t machine;
    uint32_t first, last;
    enum becomes becomes;
    const char *why;
} kinds[] = {
    {EM_X86_64, R_X86_64_NONE, R_X86_64_NONE, NOTHING, NULL},
    {EM_X86_64, R_X86_64_RELATIVE, R_X86_64_RELATIVE, OWN_ADDRESS, NULL},
    {EM_X86_64, R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT, SYMBOL, NULL},
    {EM_X86_64, R_X86_64_64, R_X86_64_64, SYMBOL_PLUS, NULL},
    {EM_X86_64, R_X86_64_COPY, R_X86_64_COPY, REFUSED,
     "a copy of another object's variable (R_X86_64_COPY)"},
    {EM_X86_64, R_X86_64_IRELATIVE, R_X86_64_IRELATIVE, REFUSED,
     "an indirect function (ifunc) is not supported"},
    {EM_X86_64, R_X86_64_DTPMOD64, R_X86_64_TPOFF64, REFUSED,
     "thread-local storage is not supported"},
    {EM_X86_64, R_X86_64_TLSDESC, R_X86_64_TLSDESC, REFUSED,
     "thread-local storage is not supported"},

    {EM_AARCH64, R_AARCH64_NONE, R_AARCH64_NONE, NOTHING, NULL},
    {EM_AARCH64, R_AARCH64_RELATIVE, R_AARCH64_RELATIVE, OWN_ADDRESS, NULL},
    {EM_AARCH64, R_AARCH64_GLOB_DAT, R_AARCH64_JUMP_SLOT, SYMBOL_PLUS, NULL},
    {EM_AARCH64, R_AARCH64_ABS64, R_AARCH64_ABS64, SYMBOL_PLUS, NULL},
    {EM_AARCH64, R_AARCH64_COPY, R_AARCH64_COPY, REFUSED,
     "a copy of another object's variable (R_AARCH64_COPY)"},
    {EM_AARCH64, 1032, 1032, REFUSED,  // R_AARCH64_IRELATIVE
     "an indirect function (ifunc) is not supported"},
    {EM_AARCH64, 1028, 1031, REFUSED,  // R_AARCH64_TLS_...
     "thread-local storage is not supported"},

    {EM_RISCV, R_RISCV_NONE, R_RISCV_NONE, NOTHING, NULL},
    {EM_RISCV, R_RISCV_RELATIVE, R_RISCV_RELATIVE, OWN_ADDRESS, NULL},
    {EM_RISCV, R_RISCV_JUMP_SLOT, R_RISCV_JUMP_SLOT, SYMBOL, NULL},
    {EM_RISCV, R_RISCV_64, R_RISCV_64, SYMBOL_PLUS, NULL},
    {EM_RISCV, R_RISCV_COPY, R_RISCV_COPY, REFUSED,
     "a copy of another object's variable (R_RISCV_COPY)"},
    {EM_RISCV, 58, 58, REFUSED,  // R_RISCV_IRELATIVE
     "an indirect function (ifunc) is not supported"},
    {EM_RISCV, R_RISCV_TLS_DTPMOD32, 12, REFUSED,  // R_RISCV_TLS...
     "thread-local storage is not supported"},
};

static const struct becoming *kind_of(const struct linker *ld, uint32_t type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].machine == ld->cpu->machine && type >= kinds[i].first &&
            type <= kinds[i].last)
            return &kinds[i];
    return NULL;
}

static bool refuse(struct linker *ld, const struct reloc *reloc,
                   const char *why)
{
    return fail(&ld->work, "%s: address 0x%llx: %s%s%s",
                ld->shared->object.path, (unsigned long long)reloc->offset,
                reloc->symbol ? reloc->symbol->name : "",
                reloc->symbol ? ": " : "", why);
}

static bool refuse_unknown(struct linker *ld, const struct reloc *reloc)
{
    char text[80];
    snprintf(text, sizeof text, "relocation type %u is not known here",
             (unsigned)reloc->type);
    return refuse(ld, reloc, text);
}

static bool is_loaded(const struct shared *shared, uint64_t word)
{
    for (size_t i = 0; i < shared->nsegments; i++) {
        const struct segment *segment = &shared->segments[i];
        if (word >= segment->address && segment->memory >= WORD &&
            word - segment->address <= segment->memory - WORD)
            return true;
    }
    return false;
}

// The loader writes whole words of data. Not all of data was the object's: the
// export table may lie in front.
static bool check_place(struct linker *ld, const struct reloc *reloc)
{
    uint64_t place = reloc->offset - HEADER;
    if (place < ld->text)
        return refuse(ld, reloc, "text relocations: compile with -fPIC");
    if (!is_loaded(ld->shared, reloc->offset) || ld->data < WORD ||
        place - ld->text > ld->data - WORD)
        return refuse(ld, reloc, "a relocation outside of data");
    return place % WORD == 0 ||
           refuse(ld, reloc,
                  "an address that is not aligned, as in a packed struct");
}

// The symbol's value, and in *kind what it is.
static uint64_t value_of(const struct symbol *symbol, enum target *target)
{
    *target = TARGET_NUMBER;
    if (symbol == NULL)
        return 0;
    if (symbol->global != NULL)
        *target = target_of(symbol);
    else if (symbol->index == INDEX_LOADED)
        *target = TARGET_IMAGE;
    if (*target == TARGET_IMPORT)
        return (uint64_t)symbol->global->import << 32;
    if (symbol->global != NULL && symbol->index != INDEX_ABS)
        return symbol->global->address;
    return symbol->value - (*target == TARGET_IMAGE ? HEADER : 0);
}

static bool put_symbol(struct linker *ld, const struct reloc *reloc,
                       int64_t addend)
{
    enum target target;
    uint64_t place = reloc->offset - HEADER;
    uint64_t value = value_of(reloc->symbol, &target);
    if (target == TARGET_IMPORT && (addend < INT32_MIN || addend > INT32_MAX))
        return refuse(ld, reloc,
                      "the addend of an import has more than 32"
                      " bits");
    value = target == TARGET_IMPORT ? value | (uint32_t)addend
                                    : value + (uint64_t)addend;
    put_word(ld, place, value);
    if (target != TARGET_NUMBER)
        add_reloc(ld, place, target == TARGET_IMPORT ? MODE_IMPORT : MODE_BASE);
    return true;
}

static bool apply(struct linker *ld, const struct reloc *reloc)
{
    const struct becoming *kind = kind_of(ld, reloc->type);
    if (kind == NULL)
        return refuse_unknown(ld, reloc);
    if (kind->becomes == NOTHING)
        return true;
    if (kind->becomes == REFUSED)
        return refuse(ld, reloc, kind->why);
    if (!check_place(ld, reloc))
        return false;
    if (kind->becomes != OWN_ADDRESS)
        return put_symbol(ld, reloc,
                          kind->becomes == SYMBOL ? 0 : reloc->addend);
    put_word(ld, reloc->offset - HEADER, (uint64_t)reloc->addend - HEADER);
    add_reloc(ld, reloc->offset - HEADER, MODE_BASE);
    return true;
}

// What the segments have in the file. The first one begins with the header.
static void copy_segments(struct linker *ld)
{
    for (size_t i = 0; i < ld->shared->nsegments; i++) {
        const struct segment *segment = &ld->shared->segments[i];
        uint64_t skipped = i == 0 ? HEADER : 0;
        if (segment->size > 0)
            memcpy(ld->image + segment->address + skipped - HEADER,
                   segment->bytes + skipped, segment->size - skipped);
    }
}

bool fill_shared(struct linker *ld)
{
    const struct shared *shared = ld->shared;
    ld->image = work_alloc(&ld->work, 1, ld->text + ld->data);
    ld->reloc_room = shared->nrelocs + 2 * ld->nexports + init_words(ld);
    ld->relocs = work_alloc(&ld->work, ld->reloc_room, sizeof *ld->relocs);
    if (ld->image == NULL || ld->relocs == NULL)
        return false;
    copy_segments(ld);
    for (size_t i = 0; i < shared->nrelocs; i++)
        if (!apply(ld, &shared->relocs[i]))
            return false;
    fill_export_table(ld);
    return sort_relocs(ld) && fill_init(ld) && sort_relocs(ld);
}
