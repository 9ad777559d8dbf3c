// riscv64.c - all that the linker knows of riscv64.
//
// The same three questions as in amd64.c. An address takes two instructions,
// as on arm64, but nothing depends on pages: both measure from the first one.
//
//     1: auipc a0, %pcrel_hi(symbol)    the upper 20 bits of the distance
//        addi  a0, a0, %pcrel_lo(1b)    its lowest 12 bits, with a sign
//
// The second one names the first, and not the symbol: pair.c finds out what it
// means. Instructions have 4 bytes, or 2 where the compiler has a short form.
//
// The types are those of the "RISC-V ELF Specification" (psABI). Its linkers
// may make code shorter, so objects leave more to them: each distance that an
// assembler knows elsewhere is an addition and a subtraction here. Not done:
// making it shorter, but for align.c.

#include <elf.h>
#include <stddef.h>

#include "ld.h"

// Newer than some libraries' elf.h.
#ifndef R_RISCV_PLT32
#define R_RISCV_PLT32 59
#endif
#ifndef R_RISCV_SET_ULEB128
#define R_RISCV_SET_ULEB128 60
#define R_RISCV_SUB_ULEB128 61
#endif
#define R_RISCV_TLSDESC_HI20 62
#define R_RISCV_TLSDESC_CALL 65

// What is written where: X for the address asked for, P for the place itself,
// V for what the place has already.
enum form {
    FORM_NONE,   // nothing here
    FORM_DATA,   // X - P, as bytes
    FORM_HIGH,   // the upper 20 bits of X - P, in an auipc
    FORM_LOW,    // the lowest 12, in what adds, loads or stores
    FORM_CALL,   // both, in an auipc and the jalr behind it
    FORM_JUMP,   // X - P, in an instruction
    FORM_PLUS,   // V + X
    FORM_MINUS,  // V - X
    FORM_SET,    // X
};

// So many bits of a value, from one bit on, and where the instruction has them.
struct piece {
    uint8_t from, bits, to;
};

// Those of a kind of instruction. bits: of the value, with its sign.
struct field {
    uint64_t bytes;
    int bits;
    struct piece pieces[9];
};

// clang-format off
static const struct field
    upper = {4, 32, {{12, 20, 12}}},
    lower = {4, 12, {{0, 12, 20}}},
    store = {4, 12, {{0, 5, 7}, {5, 7, 25}}},
    branch = {4, 13, {{11, 1, 7}, {1, 4, 8}, {5, 6, 25}, {12, 1, 31}}},
    jump = {4, 21, {{12, 8, 12}, {11, 1, 20}, {1, 10, 21}, {20, 1, 31}}},
    short_branch = {2, 9, {{5, 1, 2}, {1, 2, 3}, {6, 2, 5}, {3, 2, 10},
                           {8, 1, 12}}},
    short_jump = {2, 12, {{5, 1, 2}, {1, 3, 3}, {7, 1, 6}, {6, 1, 7},
                          {10, 1, 8}, {8, 2, 9}, {4, 1, 11}, {11, 1, 12}}};

struct row {
    struct reloc_type type;
    uint32_t last;  // not 0: the row is for all types up to this one
    enum form form;
    int bits;  // of the number; 0: as many as ULEB128 has room for
    const struct field *field;
};

#define TYPE(name, use) .type = {R_RISCV_##name, "R_RISCV_" #name, use}
#define TYPES(name, from, to, use)                                             \
    .type = {R_RISCV_##from, "R_RISCV_" name "...", use}, .last = R_RISCV_##to

static const struct row rows[] = {
    {TYPE(NONE,         USE_NONE)},
    {TYPE(RELAX,        USE_NONE)},  // "this may be made shorter"
    {TYPE(ALIGN,        USE_ALIGN)},
    {TYPE(64,           USE_WORD)},
    {TYPE(32_PCREL,     USE_NEAR),  .form = FORM_DATA, .bits = 32},
    {TYPE(PLT32,        USE_CALL),  .form = FORM_DATA, .bits = 32},
    {TYPE(CALL,         USE_CALL),  .form = FORM_CALL},
    {TYPE(CALL_PLT,     USE_CALL),  .form = FORM_CALL},
    {TYPE(PCREL_HI20,   USE_HIGH),  .form = FORM_HIGH},
    {TYPE(GOT_HI20,     USE_SLOT),  .form = FORM_HIGH},
    {TYPE(PCREL_LO12_I, USE_LOW),   .form = FORM_LOW,  .field = &lower},
    {TYPE(PCREL_LO12_S, USE_LOW),   .form = FORM_LOW,  .field = &store},
    // No stubs for these: a stub uses t3, and only of calls is it known that
    // they may.
    {TYPE(BRANCH,       USE_NEAR),  .form = FORM_JUMP, .field = &branch},
    {TYPE(JAL,          USE_NEAR),  .form = FORM_JUMP, .field = &jump},
    {TYPE(RVC_BRANCH,   USE_NEAR),  .form = FORM_JUMP, .field = &short_branch},
    {TYPE(RVC_JUMP,     USE_NEAR),  .form = FORM_JUMP, .field = &short_jump},
    // Distances, each in two steps.
    {TYPE(ADD8,         USE_PLUS),  .form = FORM_PLUS,  .bits = 8},
    {TYPE(ADD16,        USE_PLUS),  .form = FORM_PLUS,  .bits = 16},
    {TYPE(ADD32,        USE_PLUS),  .form = FORM_PLUS,  .bits = 32},
    {TYPE(ADD64,        USE_PLUS),  .form = FORM_PLUS,  .bits = 64},
    {TYPE(SET6,         USE_PLUS),  .form = FORM_SET,   .bits = 6},
    {TYPE(SET8,         USE_PLUS),  .form = FORM_SET,   .bits = 8},
    {TYPE(SET16,        USE_PLUS),  .form = FORM_SET,   .bits = 16},
    {TYPE(SET32,        USE_PLUS),  .form = FORM_SET,   .bits = 32},
    {TYPE(SET_ULEB128,  USE_PLUS),  .form = FORM_SET},
    {TYPE(SUB6,         USE_MINUS), .form = FORM_MINUS, .bits = 6},
    {TYPE(SUB8,         USE_MINUS), .form = FORM_MINUS, .bits = 8},
    {TYPE(SUB16,        USE_MINUS), .form = FORM_MINUS, .bits = 16},
    {TYPE(SUB32,        USE_MINUS), .form = FORM_MINUS, .bits = 32},
    {TYPE(SUB64,        USE_MINUS), .form = FORM_MINUS, .bits = 64},
    {TYPE(SUB_ULEB128,  USE_MINUS), .form = FORM_MINUS},
    // An address in 32 bits: code that is not position-independent.
    {TYPE(32,           USE_NEVER)},
    {TYPE(HI20,         USE_NEVER)},
    {TYPE(LO12_I,       USE_NEVER)},
    {TYPE(LO12_S,       USE_NEVER)},
    {TYPES("TLS_", TLS_GOT_HI20, TLS_GD_HI20, USE_TLS)},
    {TYPES("TPREL_", TPREL_HI20, TPREL_ADD, USE_TLS)},
    {TYPES("TLSDESC_", TLSDESC_HI20, TLSDESC_CALL, USE_TLS)},
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

// The lowest bits of the value, all others like the last of these.
static uint64_t extend(uint64_t value, int bits)
{
    uint64_t sign = (uint64_t)1 << (bits - 1);
    return ((value & (2 * sign - 1)) ^ sign) - sign;
}

// Writes the value into the instruction.
static void put_field(uint8_t *at, uint64_t value, const struct field *field)
{
    uint64_t code = get_le(at, (int)field->bytes);
    for (const struct piece *piece = field->pieces; piece->bits > 0; piece++) {
        uint64_t mask = ((uint64_t)1 << piece->bits) - 1;
        code &= ~(mask << piece->to);
        code |= (value >> piece->from & mask) << piece->to;
    }
    put_le(at, code, (int)field->bytes);
}

// The value that it has.
static uint64_t get_field(uint64_t code, const struct field *field)
{
    uint64_t value = 0;
    for (const struct piece *piece = field->pieces; piece->bits > 0; piece++) {
        uint64_t mask = ((uint64_t)1 << piece->bits) - 1;
        value |= (code >> piece->to & mask) << piece->from;
    }
    return extend(value, field->bits);
}

// Adding the lower part with its sign must give the whole: so half of what it
// can hold is added to the upper part first.
static uint64_t high_of(uint64_t distance)
{
    return distance + 0x800;
}

// Fails unless the distance fits into so many bits.
static bool reach(struct patch *patch, uint64_t distance, int bits)
{
    if (bits == 64 || distance == extend(distance, bits))
        return true;
    patch->why = bits == 9    ? "out of reach: more than 256 bytes away"
                 : bits == 12 ? "out of reach: more than 2 KiB away"
                 : bits == 13 ? "out of reach: more than 4 KiB away"
                 : bits == 21 ? "out of reach: more than 1 MiB away"
                              : "out of reach: more than 2 GiB away";
    return false;
}

static bool has_room(struct patch *patch, uint64_t bytes)
{
    if (patch->room < bytes)
        patch->why = "a relocation outside of its section";
    return patch->why == NULL;
}

// A number of 7 bits in each byte. All but the last have bit 7 set: so many
// there are, and so many there stay.
static bool patch_uleb(struct patch *patch, enum form form, uint64_t to)
{
    uint64_t size = 0, value = 0;
    do {
        if (size == 9 || !has_room(patch, size + 1)) {
            patch->why = "a number that does not end";
            return false;
        }
        value |= (uint64_t)(patch->at[size] & 0x7f) << 7 * size;
    } while (patch->at[size++] & 0x80);
    value = form == FORM_SET ? to : value - to;
    for (uint64_t i = 0; i < size; i++, value >>= 7)
        patch->at[i] = (patch->at[i] & 0x80) | (value & 0x7f);
    return true;
}

// What is too large is cut: of the two steps, the second makes it small again.
static bool patch_number(struct patch *patch, const struct row *row,
                         uint64_t to)
{
    int bytes = (row->bits + 7) / 8;
    if (row->bits == 0)
        return patch_uleb(patch, row->form, to);
    if (!has_room(patch, (uint64_t)bytes))
        return false;
    uint64_t old = get_le(patch->at, bytes), value = to;
    if (row->form == FORM_PLUS)
        value = old + to;
    if (row->form == FORM_MINUS)
        value = old - to;
    if (row->bits == 6)  // the upper two bits are something else
        value = (old & 0xc0) | (value & 0x3f);
    put_le(patch->at, value, bytes);
    return true;
}

static bool patch_data(struct patch *patch, uint64_t distance, int bits)
{
    if (!has_room(patch, (uint64_t)bits / 8) || !reach(patch, distance, bits))
        return false;
    put_le(patch->at, distance, bits / 8);
    return true;
}

static bool patch_high(struct patch *patch, uint64_t distance)
{
    if (!has_room(patch, upper.bytes) ||
        !reach(patch, high_of(distance), upper.bits))
        return false;
    put_field(patch->at, high_of(distance), &upper);
    return true;
}

static bool patch_call(struct patch *patch, uint64_t distance)
{
    if (!has_room(patch, upper.bytes + lower.bytes) ||
        !patch_high(patch, distance))
        return false;
    put_field(patch->at + upper.bytes, distance, &lower);
    return true;
}

static bool patch_low(struct patch *patch, uint64_t distance,
                      const struct field *field)
{
    if (!has_room(patch, field->bytes))
        return false;
    put_field(patch->at, distance, field);
    return true;
}

static bool patch_jump(struct patch *patch, uint64_t distance,
                       const struct field *field)
{
    if (!has_room(patch, field->bytes) || !reach(patch, distance, field->bits))
        return false;
    put_field(patch->at, distance, field);
    return true;
}

static bool is_code(enum form form)
{
    return form >= FORM_HIGH && form <= FORM_JUMP;
}

// May that be patched there?
static bool is_in_order(struct patch *patch, const struct row *row, uint64_t to)
{
    bool goes = row->form == FORM_CALL || row->form == FORM_JUMP;
    if (is_code(row->form) && patch->place % 2 != 0)
        patch->why = "an instruction that is not aligned";
    else if (goes && to % 2 != 0)
        patch->why = "not aligned as its instruction wants it";
    else if (row->type.use == USE_SLOT && patch->addend != 0)
        patch->why = "an entry of the address table, plus a number";
    return patch->why == NULL;
}

static bool patch(struct patch *patch)
{
    const struct row *row = find(patch->type);
    uint64_t to = patch->target + (uint64_t)patch->addend;
    uint64_t distance = to - patch->place;
    if (!is_in_order(patch, row, to))
        return false;
    switch (row->form) {
    case FORM_DATA:
        return patch_data(patch, distance, row->bits);
    case FORM_HIGH:
        return patch_high(patch, distance);
    case FORM_LOW:
        return patch_low(patch, distance, row->field);
    case FORM_CALL:
        return patch_call(patch, distance);
    case FORM_JUMP:
        return patch_jump(patch, distance, row->field);
    case FORM_PLUS:
    case FORM_MINUS:
    case FORM_SET:
        return patch_number(patch, row, to);
    case FORM_NONE:
        break;
    }
    return true;
}

// t3 is what the psABI's own stubs use.
static void stub(uint8_t *at, uint64_t place, uint64_t slot)
{
    put_le(at, 0x00000e17, 4);                     // auipc t3, slot
    put_le(at + 4, 0x000e3e03, 4);                 // ld t3, slot(t3)
    put_le(at + 8, 0x000e0067, 4);                 // jr t3
    put_field(at, high_of(slot - place), &upper);  // fits: IMAGE_LIMIT
    put_field(at + 4, slot - place, &lower);
}

static bool is_jal(uint64_t code)
{
    return (code & 0x7f) == 0x6f;
}

static bool is_short_jump(uint64_t code)
{
    return (code & 0xe003) == 0xa001;
}

// jal, and j in 2 bytes.
static uint64_t jumps(const uint8_t *at, uint64_t place)
{
    uint64_t code = get_le(at, 4);
    if (place % 2 != 0)
        return 0;
    return is_jal(code)          ? place + get_field(code, &jump)
           : is_short_jump(code) ? place + get_field(code, &short_jump)
                                 : 0;
}

// nop, and as the first one that of 2 bytes, if it takes that.
static void nops(uint8_t *at, uint64_t size)
{
    if (size % 4 == 2)
        put_le(at, 0x0001, 2);
    for (uint64_t i = size % 4; i + 4 <= size; i += 4)
        put_le(at + i, 0x00000013, 4);
}

// The lowest bits of an instruction say how long it is.
static size_t length_of(uint64_t code)
{
    return (code & 3) == 3 ? 4 : 2;
}

// The instruction at at, of up to 4 bytes, with zeros behind the end.
static uint64_t fetch(const uint8_t *at, size_t size)
{
    return get_le(at, size < 4 ? 2 : 4);
}

// These, and both by way of a register, but not ret, which jumps to ra.
static bool leaves(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i + 2 <= size;) {
        uint64_t code = fetch(at + i, size - i);
        if (is_jal(code) || is_short_jump(code))
            return true;
        if ((code & 0x707f) == 0x0067 && (code & 0xfffff) != 0x08067)
            return true;
        if ((code & 0xe07f) == 0x8002 && (code & 0xffff) != 0x8082)
            return true;
        i += length_of(code);
    }
    return false;
}

// auipc a0, slot; then ld a0, slot(a0), with any registers.
static bool refers(const uint8_t *at, size_t size, uint64_t place,
                   uint64_t slot)
{
    uint64_t high = 0;
    for (size_t i = 0; i + 4 <= size;) {
        uint64_t code = get_le(at + i, 4);
        if ((code & 0x7f) == 0x17)
            high = place + i + get_field(code, &upper);
        else if ((code & 0x707f) == 0x3003 &&
                 high + get_field(code, &lower) == slot)
            return true;
        i += length_of(code);
    }
    return false;
}

const struct cpu cpu_riscv64 = {
    .machine = EM_RISCV,
    .magic = 0xe0008e17,
    .stub_size = 12,
    .reloc_type = reloc_type,
    .patch = patch,
    .stub = stub,
    .jumps = jumps,
    .leaves = leaves,
    .refers = refers,
    .nops = nops,
};
