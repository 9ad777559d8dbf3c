// arm64.c - all that the linker knows of arm64.
//
// The same three questions as in amd64.c. An instruction has 4 bytes, so an
// address takes two: one gives the page, the next the place in it.
//
//     adrp x0, symbol                the 4096 bytes that symbol is in, counted
//                                    from those of the instruction
//     add  x0, x0, :lo12:symbol      its lowest 12 bits
//
// Those 12 bits are the symbol's distance from the beginning of the header, as
// it is linked. They hold wherever the image lies, as long as that lies at a
// multiple of 4096. It does: the loader lets text end where a page ends, header
// and text are a multiple of 4096, and so are the pages of every arm64, whether
// of 4, 16 or 64 KB.
//
// The types are those of Arm's "ELF for the Arm 64-bit Architecture". Not done:
// the way around a fault of the Cortex-A53 (843419), and stubs for calls within
// the image of more than 128 MiB.

#include <elf.h>
#include <stddef.h>

#include "ld.h"

// What is written where: X for the address asked for, P for the place itself.
enum form {
    FORM_NONE,  // nothing here
    FORM_DATA,  // X - P, as bytes
    FORM_PAGE,  // the page of X - the page of P, in an adrp
    FORM_ADR,   // X - P, in an adr
    FORM_JUMP,  // X - P, in instructions
    FORM_LO12,  // bits 0 to 11 of X, in instructions or bytes
    FORM_LO15,  // X - the page of the address table, in bytes of 8
};

struct row {
    struct reloc_type type;
    uint32_t last;  // not 0: the row is for all types up to this one
    enum form form;
    int bits;   // of the field; of FORM_DATA: of the word
    int low;    // FORM_JUMP: the field's lowest bit
    int shift;  // FORM_LO12: the field counts units of 1 << shift bytes
    bool wrap;  // FORM_PAGE: what does not fit is cut, says the type (_NC)
};

#define TYPE(name, use) .type = {R_AARCH64_##name, "R_AARCH64_" #name, use}
#define TYPES(name, from, to, use)                                             \
    .type = {R_AARCH64_##from, "R_AARCH64_" name "...", use},                  \
    .last = R_AARCH64_##to

// clang-format off
static const struct row rows[] = {
    {TYPE(NONE,                USE_NONE)},
    {TYPE(ABS64,               USE_WORD)},
    {TYPE(PREL64,              USE_NEAR), .form = FORM_DATA, .bits = 64},
    {TYPE(PREL32,              USE_NEAR), .form = FORM_DATA, .bits = 32},
    {TYPE(PREL16,              USE_NEAR), .form = FORM_DATA, .bits = 16},
    {TYPE(CALL26,              USE_CALL), .form = FORM_JUMP, .bits = 26},
    {TYPE(JUMP26,              USE_CALL), .form = FORM_JUMP, .bits = 26},
    // No stubs for these: a stub uses x16, and only of calls and jumps is it
    // known that they may.
    {TYPE(CONDBR19,            USE_NEAR), .form = FORM_JUMP, .bits = 19,
                                          .low = 5},
    {TYPE(TSTBR14,             USE_NEAR), .form = FORM_JUMP, .bits = 14,
                                          .low = 5},
    {TYPE(LD_PREL_LO19,        USE_NEAR), .form = FORM_JUMP, .bits = 19,
                                          .low = 5},
    {TYPE(ADR_PREL_LO21,       USE_NEAR), .form = FORM_ADR},
    {TYPE(ADR_PREL_PG_HI21,    USE_NEAR), .form = FORM_PAGE},
    {TYPE(ADR_PREL_PG_HI21_NC, USE_NEAR), .form = FORM_PAGE, .wrap = true},
    {TYPE(ADD_ABS_LO12_NC,     USE_NEAR), .form = FORM_LO12},
    {TYPE(LDST8_ABS_LO12_NC,   USE_NEAR), .form = FORM_LO12},
    {TYPE(LDST16_ABS_LO12_NC,  USE_NEAR), .form = FORM_LO12, .shift = 1},
    {TYPE(LDST32_ABS_LO12_NC,  USE_NEAR), .form = FORM_LO12, .shift = 2},
    {TYPE(LDST64_ABS_LO12_NC,  USE_NEAR), .form = FORM_LO12, .shift = 3},
    {TYPE(LDST128_ABS_LO12_NC, USE_NEAR), .form = FORM_LO12, .shift = 4},
    {TYPE(ADR_GOT_PAGE,        USE_SLOT), .form = FORM_PAGE},
    {TYPE(LD64_GOT_LO12_NC,    USE_SLOT), .form = FORM_LO12, .shift = 3},
    // -fpic and -mcmodel=tiny: one instruction, and a small table.
    {TYPE(LD64_GOTPAGE_LO15,   USE_SLOT), .form = FORM_LO15},
    {TYPE(GOT_LD_PREL19,       USE_SLOT), .form = FORM_JUMP, .bits = 19,
                                          .low = 5},
    // An address in 32 bits, or 16 bits of it in each of four instructions:
    // code that is not position-independent.
    {TYPE(ABS32,               USE_NEVER)},
    {TYPE(ABS16,               USE_NEVER)},
    {TYPES("MOVW_", MOVW_UABS_G0, MOVW_SABS_G2, USE_NEVER)},
    {TYPES("MOVW_", MOVW_PREL_G0, MOVW_PREL_G3, USE_NEVER)},
    {TYPES("MOVW_", MOVW_GOTOFF_G0, MOVW_GOTOFF_G3, USE_NEVER)},
    {TYPES("TLS", TLSGD_ADR_PREL21, TLSLD_LDST128_DTPREL_LO12_NC, USE_TLS)},
};
// clang-format on

static const struct row *find(uint32_t type)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (type == rows[i].type.type ||
            (type > rows[i].type.type && type <= rows[i].last))
            return &rows[i];
    return NULL;
}

static const struct reloc_type *reloc_type(uint32_t type)
{
    const struct row *row = find(type);
    return row == NULL ? NULL : &row->type;
}

static uint64_t page(uint64_t address)
{
    return address & ~(uint64_t)0xfff;
}

// Does the distance fit into so many bits, with its sign?
static bool fits(uint64_t distance, int bits)
{
    uint64_t half = (uint64_t)1 << (bits - 1);
    return bits == 64 || distance + half < 2 * half;
}

// Fails unless the distance fits into so many bits.
static bool reach(struct patch *patch, uint64_t distance, int bits)
{
    if (fits(distance, bits))
        return true;
    patch->why = bits == 16   ? "out of reach: more than 32 KiB away"
                 : bits == 21 ? "out of reach: more than 1 MiB away"
                 : bits == 28 ? "out of reach: more than 128 MiB away"
                 : bits == 32 ? "out of reach: more than 2 GiB away"
                              : "out of reach: more than 4 GiB away";
    return false;
}

// Fails unless the instruction can count what it is given in its own units.
static bool aligned(struct patch *patch, uint64_t value, uint64_t unit)
{
    if (value % unit != 0)
        patch->why = "not aligned as its instruction wants it";
    return patch->why == NULL;
}

// Writes value into bits low and up of the instruction.
static void put_field(uint8_t *at, uint64_t value, int bits, int low)
{
    uint64_t mask = (((uint64_t)1 << bits) - 1) << low;
    put_le(at, (get_le(at, 4) & ~mask) | (value << low & mask), 4);
}

// The 21 bits of an adr or adrp are in two pieces.
static void put_adr(uint8_t *at, uint64_t value)
{
    put_field(at, value, 2, 29);
    put_field(at, value >> 2, 19, 5);
}

static bool patch_data(struct patch *patch, uint64_t distance, int bits)
{
    if (patch->room < (uint64_t)bits / 8)
        patch->why = "a relocation outside of its section";
    else if (reach(patch, distance, bits))
        put_le(patch->at, distance, bits / 8);
    return patch->why == NULL;
}

static bool patch_page(struct patch *patch, uint64_t to, bool wrap)
{
    uint64_t distance = page(to) - page(patch->place);
    put_adr(patch->at, distance >> 12);
    return wrap || reach(patch, distance, 33);
}

static bool patch_adr(struct patch *patch, uint64_t distance)
{
    put_adr(patch->at, distance);
    return reach(patch, distance, 21);
}

static bool patch_jump(struct patch *patch, uint64_t distance,
                       const struct row *row)
{
    put_field(patch->at, distance >> 2, row->bits, row->low);
    return aligned(patch, distance, 4) && reach(patch, distance, row->bits + 2);
}

static bool patch_lo12(struct patch *patch, uint64_t to, int shift)
{
    uint64_t value = to - page(to);
    put_field(patch->at, value >> shift, 12, 10);
    return aligned(patch, value, 1u << shift);
}

static bool patch_lo15(struct patch *patch, uint64_t to)
{
    uint64_t value = to - page(patch->slots);
    put_field(patch->at, value >> 3, 12, 10);
    if (value >= 0x8000)
        patch->why = "out of reach: compile with -fPIC, not -fpic";
    return patch->why == NULL;
}

// May an instruction be patched there, and with that?
static bool is_instruction(struct patch *patch, const struct row *row)
{
    if (patch->room < 4)
        patch->why = "a relocation outside of its section";
    else if (patch->place % 4 != 0)
        patch->why = "an instruction that is not aligned";
    else if (row->type.use == USE_SLOT && patch->addend != 0)
        patch->why = "an entry of the address table, plus a number";
    return patch->why == NULL;
}

static bool patch(struct patch *patch)
{
    const struct row *row = find(patch->type);
    uint64_t to = patch->target + (uint64_t)patch->addend;
    if (row->form == FORM_DATA)
        return patch_data(patch, to - patch->place, row->bits);
    if (!is_instruction(patch, row))
        return false;
    switch (row->form) {
    case FORM_PAGE:
        return patch_page(patch, to, row->wrap);
    case FORM_ADR:
        return patch_adr(patch, to - patch->place);
    case FORM_JUMP:
        return patch_jump(patch, to - patch->place, row);
    case FORM_LO12:
        return patch_lo12(patch, to, row->shift);
    case FORM_LO15:
        return patch_lo15(patch, to);
    case FORM_NONE:
    case FORM_DATA:
        break;
    }
    return true;
}

// x16 is what code between a call and the function called may use; and a
// function that begins with "bti c" lets itself be reached by way of it. The
// stub itself is only reached by bl and b, which need no bti.
static void stub(uint8_t *at, uint64_t place, uint64_t slot)
{
    put_le(at, 0x90000010, 4);      // adrp x16, slot
    put_le(at + 4, 0xf9400210, 4);  // ldr x16, [x16, :lo12:slot]
    put_le(at + 8, 0xd61f0200, 4);  // br x16
    put_adr(at, (page(slot) - page(place)) >> 12);  // fits: IMAGE_LIMIT
    put_field(at + 4, (slot - page(slot)) >> 3, 12, 10);
}

// b or bl, whose distance is in words.
static uint64_t jumps(const uint8_t *at, uint64_t place)
{
    uint64_t code = get_le(at, 4);
    return (code >> 26 & 0x1f) == 5
               ? place + (uint64_t)((int64_t)(code << 38) >> 36)
               : 0;
}

// These, and br and blr.
static bool leaves(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i + 4 <= size; i += 4) {
        uint64_t code = get_le(at + i, 4);
        if ((code >> 26 & 0x1f) == 5 || (code & 0xffdf0000) == 0xd61f0000)
            return true;
    }
    return false;
}

// adrp x0, slot; then ldr x0, [x0, :lo12:slot], with any registers.
static bool refers(const uint8_t *at, size_t size, uint64_t place,
                   uint64_t slot)
{
    uint64_t high = 0, low = (slot - page(slot)) >> 3 << 10;
    bool found = false;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        uint64_t code = get_le(at + i, 4);
        high = (code >> 29 & 3) | (code >> 5 & 0x7ffff) << 2;
        if ((code & 0x9f000000) == 0x90000000 &&
            page(place + i) + (uint64_t)((int64_t)(high << 43) >> 31) ==
                page(slot))
            found = true;
        if (found && (code & 0xfffffc00) == (0xf9400000 | low))
            return true;
    }
    return false;
}

const struct cpu cpu_arm64 = {
    .machine = EM_AARCH64,
    .magic = 0xe0008c47,
    .stub_size = 12,
    .reloc_type = reloc_type,
    .patch = patch,
    .stub = stub,
    .jumps = jumps,
    .leaves = leaves,
    .refers = refers,
};
