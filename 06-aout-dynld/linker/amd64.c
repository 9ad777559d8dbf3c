// amd64.c - all that the linker knows of x86-64.
//
// Which relocations the compilers emit, what each wants to know, and how the
// answer is written into the instruction. The types are those of the psABI.

#include <elf.h>
#include <stddef.h>
#include <string.h>

#include "ld.h"

// clang-format off
static const struct reloc_type types[] = {
    {R_X86_64_NONE,          "R_X86_64_NONE",          USE_NONE},
    {R_X86_64_64,            "R_X86_64_64",            USE_WORD},
    {R_X86_64_PC32,          "R_X86_64_PC32",          USE_NEAR},
    {R_X86_64_PC64,          "R_X86_64_PC64",          USE_NEAR},
    {R_X86_64_GOTPC32,       "R_X86_64_GOTPC32",       USE_NEAR},
    {R_X86_64_PLT32,         "R_X86_64_PLT32",         USE_CALL},
    {R_X86_64_GOTPCREL,      "R_X86_64_GOTPCREL",      USE_SLOT},
    {R_X86_64_GOTPCRELX,     "R_X86_64_GOTPCRELX",     USE_SLOT},
    {R_X86_64_REX_GOTPCRELX, "R_X86_64_REX_GOTPCRELX", USE_SLOT},
    // An address in 32 bits: code that is not position-independent.
    {R_X86_64_32,            "R_X86_64_32",            USE_NEVER},
    {R_X86_64_32S,           "R_X86_64_32S",           USE_NEVER},
    {R_X86_64_16,            "R_X86_64_16",            USE_NEVER},
    {R_X86_64_8,             "R_X86_64_8",             USE_NEVER},
    // -mcmodel=medium and large.
    {R_X86_64_GOT64,         "R_X86_64_GOT64",         USE_FAR},
    {R_X86_64_GOTOFF64,      "R_X86_64_GOTOFF64",      USE_FAR},
    {R_X86_64_GOTPC64,       "R_X86_64_GOTPC64",       USE_FAR},
    {R_X86_64_PLTOFF64,      "R_X86_64_PLTOFF64",      USE_FAR},
    {R_X86_64_TLSGD,         "R_X86_64_TLSGD",         USE_TLS},
    {R_X86_64_TLSLD,         "R_X86_64_TLSLD",         USE_TLS},
    {R_X86_64_DTPOFF32,      "R_X86_64_DTPOFF32",      USE_TLS},
    {R_X86_64_DTPOFF64,      "R_X86_64_DTPOFF64",      USE_TLS},
    {R_X86_64_GOTTPOFF,      "R_X86_64_GOTTPOFF",      USE_TLS},
    {R_X86_64_TPOFF32,       "R_X86_64_TPOFF32",       USE_TLS},
    {R_X86_64_TPOFF64,       "R_X86_64_TPOFF64",       USE_TLS},
    {R_X86_64_GOTPC32_TLSDESC, "R_X86_64_GOTPC32_TLSDESC", USE_TLS},
    {R_X86_64_TLSDESC_CALL,  "R_X86_64_TLSDESC_CALL",  USE_TLS},
};
// clang-format on

static const struct reloc_type *reloc_type(uint32_t type)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (types[i].type == type)
            return &types[i];
    return NULL;
}

// All that are patched hold a distance: target + addend - place.
static bool patch(struct patch *patch)
{
    uint64_t size = patch->type == R_X86_64_PC64 ? 8 : 4;
    uint64_t distance = patch->target + (uint64_t)patch->addend - patch->place;
    if (patch->room < size)
        patch->why = "a relocation outside of its section";
    else if (size == 4 && distance + 0x80000000 > 0xffffffff)
        patch->why = "out of reach: more than 2 GiB away";
    else
        put_le(patch->at, distance, (int)size);
    return patch->why == NULL;
}

// jmp *slot(%rip), and a trap in the bytes that nobody reaches. The distance
// counts from the end of the jump.
static void stub(uint8_t *at, uint64_t place, uint64_t slot)
{
    static const uint8_t code[] = {0xff, 0x25, 0, 0, 0, 0, 0xcc, 0xcc};
    memcpy(at, code, sizeof code);
    put_le(at + 2, slot - (place + 6), 4);  // within IMAGE_LIMIT, so it fits
}

// Where an instruction leads to whose last four bytes are at at.
static uint64_t near(const uint8_t *at, uint64_t place)
{
    return place + 4 + (uint64_t)(int32_t)get_le(at, 4);
}

// call or jmp, in 5 bytes.
static uint64_t jumps(const uint8_t *at, uint64_t place)
{
    return at[0] == 0xe8 || at[0] == 0xe9 ? near(at + 1, place + 1) : 0;
}

// These, jmp in 2 bytes, and both by way of a register or memory.
static bool leaves(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] == 0xe8 || at[i] == 0xe9 || at[i] == 0xeb || at[i] == 0xff)
            return true;
    return false;
}

// Instructions have any length: so each four bytes are tried, also in front of
// a constant of one byte. That others look like this by chance is one case in
// a hundred million.
static bool refers(const uint8_t *at, size_t size, uint64_t place,
                   uint64_t slot)
{
    for (size_t i = 0; i + 4 < size; i++) {
        uint64_t to = near(at + i, place + i);
        if (to == slot || to + 1 == slot)
            return true;
    }
    return false;
}

const struct cpu cpu_amd64 = {
    .machine = EM_X86_64,
    .magic = 0xe0008a97,
    .stub_size = 8,
    .reloc_type = reloc_type,
    .patch = patch,
    .stub = stub,
    .jumps = jumps,
    .leaves = leaves,
    .refers = refers,
};
