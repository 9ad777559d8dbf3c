// ld-riscv64.c - every relocation of riscv64, up to the limits of its reach.
// Prints TAP. It runs on any machine: nothing of it is executed.
//
// The instructions that are wanted are those that binutils make of the same.

#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "linker/ld.h"
#include "test/tap.h"

#define R_PLT32 59
#define R_SET_ULEB128 60
#define R_SUB_ULEB128 61

static const struct test {
    uint32_t type;
    uint64_t before;  // the instruction, or two of them
    uint64_t place, target;
    int64_t addend;
    uint64_t after;
    const char *what;
} tests[] = {
    {R_RISCV_BRANCH, 0x00b50063, 0x1000, 0x1ffe, 0, 0x7eb50fe3, "beq"},
    {R_RISCV_BRANCH, 0x7eb50fe3, 0x2000, 0x1000, 0, 0x80b50063,
     "... back, and what was there is gone"},
    {R_RISCV_BRANCH, 0x00d64063, 0x1000, 0x1700, 0xfe, 0x7ed64f63, "blt"},
    {R_RISCV_JAL, 0x000000ef, 0x1000, 0x100ffe, 0, 0x7ffff0ef, "jal"},
    {R_RISCV_JAL, 0x0000006f, 0x101000, 0x1000, 0, 0x8000006f, "j, back"},
    {R_RISCV_JAL, 0x000000ef, 0x1000, 0x13344, 0, 0x344120ef,
     "jal, in between"},
    {R_RISCV_RVC_JUMP, 0x1234a001, 0x1000, 0x17fe, 0, 0x1234affd, "c.j"},
    {R_RISCV_RVC_JUMP, 0xaffd, 0x1800, 0x1000, 0, 0xb001, "c.j, back"},
    {R_RISCV_RVC_JUMP, 0xa001, 0x1000, 0x12a6, 0, 0xa45d, "c.j, in between"},
    {R_RISCV_RVC_BRANCH, 0x1234c281, 0x1000, 0x10fe, 0, 0x1234cefd, "c.beqz"},
    {R_RISCV_RVC_BRANCH, 0xe281, 0x1100, 0x1000, 0, 0xf281, "c.bnez, back"},
    {R_RISCV_RVC_BRANCH, 0xc101, 0x1000, 0x105a, 0, 0xcd29, "c.beqz, between"},
    {R_RISCV_CALL_PLT, 0x000080e700000097, 0x1000, 0x3800, 0,
     0x800080e700003097, "call: the lower part has a sign"},
    {R_RISCV_CALL_PLT, 0x000080e700000097, 0x1000, 0x800007fe, 0,
     0x7fe080e77ffff097, "call, as far as it goes"},
    {R_RISCV_CALL, 0x000080e700000097, 0x80001800, 0x1000, 0,
     0x800080e780000097, "... and back"},
    {R_RISCV_PCREL_HI20, 0x1234567800000517, 0x12344, 0x56789abc, 0,
     0x1234567856777517, "auipc"},
    {R_RISCV_GOT_HI20, 0x00000517, 0x1000, 0x1ff8, 0, 0x00001517,
     "auipc of a slot"},
    {R_RISCV_PCREL_LO12_I, 0x0005b503, 0x1000, 0x1000, 0x123, 0x1235b503, "ld"},
    {R_RISCV_PCREL_LO12_I, 0x7ff50513, 0x1000, 0x1800, 0, 0x80050513, "addi"},
    {R_RISCV_PCREL_LO12_I, 0x00050513, 0x1802, 0x1001, 0, 0x7ff50513,
     "addi, back"},
    {R_RISCV_PCREL_LO12_S, 0x00c5b023, 0x1000, 0x1123, 0, 0x12c5b1a3, "sd"},
    {R_RISCV_PCREL_LO12_S, 0x7ea5bfa3, 0x1000, 0x1800, 0, 0x80a5b023,
     "sd, below"},
    {R_RISCV_PCREL_LO12_S, 0x00c42023, 0x1802, 0x1001, 0, 0x7ec42fa3, "sw"},
    {R_RISCV_32_PCREL, 0, 0x1001, 0x1000, 0, 0xffffffff, "32 bits"},
    {R_PLT32, 0, 0x1000, 0x2468, 0, 0x1468, "32 bits, of a function"},
    {R_RISCV_ADD8, 0xaa11, 0, 0x1230, 4, 0xaa45, "8 bits plus"},
    {R_RISCV_ADD16, 0xaaff11, 0, 0x1234, 0, 0xaa1145, "16 bits plus"},
    {R_RISCV_ADD32, 0xaa00000011, 0, 0x80000000, 0, 0xaa80000011,
     "32 bits plus"},
    {R_RISCV_ADD64, 0x100000011, 0, 0x12, 0, 0x100000023, "64 bits plus"},
    {R_RISCV_SUB8, 0xaa45, 0, 0x1230, 4, 0xaa11, "8 bits minus"},
    {R_RISCV_SUB16, 0xaa1145, 0, 0x1234, 0, 0xaaff11, "16 bits minus"},
    {R_RISCV_SUB32, 0xaa00000000, 0, 1, 0, 0xaaffffffff, "32 bits minus"},
    {R_RISCV_SUB64, 0x100000023, 0, 0x12, 0, 0x100000011, "64 bits minus"},
    {R_RISCV_SET6, 0xaac5, 0, 0x7e, 1, 0xaaff, "6 bits"},
    {R_RISCV_SUB6, 0xaa83, 0, 4, 0, 0xaabf, "6 bits minus"},
    {R_RISCV_SET8, 0xaa11, 0, 0x1234, 0, 0xaa34, "8 bits"},
    {R_RISCV_SET16, 0xaa1111, 0, 0x1234, 0, 0xaa1234, "16 bits"},
    {R_RISCV_SET32, 0xaa11111111, 0, 0x1234, 0, 0xaa00001234, "32 bits, set"},
    {R_SET_ULEB128, 0xff008080, 0, 0x1230, 4, 0xff00a4b4, "7 bits in a byte"},
    {R_SUB_ULEB128, 0xff00a4b4, 0, 0x1200, 0, 0xff0080b4, "... minus"},
    {R_SET_ULEB128, 0x8005, 0, 0x1234, 0, 0x8034, "... what fits of them"},
    {R_SUB_ULEB128, 0x8034, 0, 0x1200, 0, 0x8034, "... is enough"},
};

// The same, where there is a reason why it cannot be.
static const struct refusal {
    uint32_t type;
    uint64_t room, place, target;
    int64_t addend;
    const char *why;
} refusals[] = {
    {R_RISCV_BRANCH, 4, 0x1000, 0x2000, 0, "4 KiB"},
    {R_RISCV_BRANCH, 4, 0x2002, 0x1000, 0, "4 KiB"},
    {R_RISCV_BRANCH, 4, 0x1000, 0x1001, 0, "not aligned as its"},
    {R_RISCV_BRANCH, 4, 0x1001, 0x1000, 0, "instruction that is not aligned"},
    {R_RISCV_BRANCH, 3, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_JAL, 4, 0x1000, 0x101000, 0, "1 MiB"},
    {R_RISCV_RVC_JUMP, 2, 0x1000, 0x1800, 0, "2 KiB"},
    {R_RISCV_RVC_JUMP, 1, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_RVC_BRANCH, 2, 0x1000, 0x1100, 0, "256 bytes"},
    {R_RISCV_CALL_PLT, 8, 0x1000, 0x80000800, 0, "2 GiB"},
    {R_RISCV_CALL_PLT, 8, 0x80001802, 0x1000, 0, "2 GiB"},
    {R_RISCV_CALL_PLT, 8, 0x1000, 0x1001, 0, "not aligned as its"},
    {R_RISCV_CALL_PLT, 7, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_PCREL_HI20, 4, 0x1000, 0x80000800, 0, "2 GiB"},
    {R_RISCV_PCREL_HI20, 3, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_GOT_HI20, 4, 0x1000, 0x1000, 8, "plus a number"},
    {R_RISCV_PCREL_LO12_I, 3, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_PCREL_LO12_S, 3, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_32_PCREL, 3, 0x1000, 0x1000, 0, "outside of its section"},
    {R_RISCV_32_PCREL, 4, 0x1000, 0x80001000, 0, "2 GiB"},
    {R_RISCV_ADD64, 7, 0, 0x1000, 0, "outside of its section"},
    {R_RISCV_SUB8, 0, 0, 0x1000, 0, "outside of its section"},
    {R_SET_ULEB128, 0, 0, 0x1000, 0, "a number that does not end"},
};

// Are relocations of this type for the rest of the linker?
static bool elsewhere(enum use use)
{
    return use == USE_NONE || use == USE_WORD || use == USE_TLS ||
           use == USE_NEVER || use == USE_ALIGN;
}

static void patches(void)
{
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        const struct test *test = &tests[i];
        uint8_t bytes[8];
        put_le(bytes, test->before, 8);
        struct patch patch = {
            .type = test->type,
            .at = bytes,
            .room = 8,
            .place = test->place,
            .target = test->target,
            .addend = test->addend,
        };
        bool done = cpu_riscv64.patch(&patch);
        char got[64], wanted[64];
        snprintf(got, sizeof got, "%016llx%s",
                 (unsigned long long)get_le(bytes, 8), done ? "" : patch.why);
        snprintf(wanted, sizeof wanted, "%016llx",
                 (unsigned long long)test->after);
        is(got, wanted, test->what);
    }
}

static void refuses(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        uint8_t bytes[8] = {0};
        struct patch patch = {
            .type = refusal->type,
            .at = bytes,
            .room = refusal->room,
            .place = refusal->place,
            .target = refusal->target,
            .addend = refusal->addend,
        };
        bool done = cpu_riscv64.patch(&patch);
        char what[100];
        snprintf(what, sizeof what, "%s, refused: %s",
                 cpu_riscv64.reloc_type(refusal->type)->name, refusal->why);
        has(done ? "done" : patch.why, refusal->why, what);
    }
}

// A number of too many bytes: each says that one more comes.
static void endless(void)
{
    uint8_t bytes[12];
    memset(bytes, 0x80, sizeof bytes);
    struct patch patch = {.type = R_SUB_ULEB128, .at = bytes, .room = 12};
    bool done = cpu_riscv64.patch(&patch);
    has(done ? "done" : patch.why, "does not end", "a number of 12 bytes");
}

// A type that is not in tests[] would be one that nobody has tried.
static bool all_tried(void)
{
    for (uint32_t type = 0; type < 256; type++) {
        const struct reloc_type *known = cpu_riscv64.reloc_type(type);
        bool tried = known == NULL || elsewhere(known->use);
        for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
            tried = tried || tests[i].type == type;
        if (!tried)
            return false;
    }
    return true;
}

static enum use use_of(uint32_t type)
{
    const struct reloc_type *known = cpu_riscv64.reloc_type(type);
    return known == NULL ? USE_NONE : known->use;
}

// auipc t3, 5; ld t3, -4(t3); jr t3
static void stub(void)
{
    uint8_t bytes[12];
    cpu_riscv64.stub(bytes, 0x1ffc, 0x6ff8);
    ok(get_le(bytes, 4) == 0x00005e17 && get_le(bytes + 4, 4) == 0xffce3e03 &&
           get_le(bytes + 8, 4) == 0x000e0067,
       "a stub");
}

// jal 0x3344; c.j +0x2a6. And what lies between two instructions is none.
static void jumps(void)
{
    static const uint8_t far[] = {0xef, 0x20, 0x41, 0x34};
    static const uint8_t near[] = {0x5d, 0xa4, 0, 0};
    static const uint8_t none[] = {0x13, 0, 0, 0};
    ok(cpu_riscv64.jumps(far, 0x1000) == 0x13344 &&
           cpu_riscv64.jumps(near, 0x1000) == 0x12a6 &&
           cpu_riscv64.jumps(near, 0x1001) == 0 &&
           cpu_riscv64.jumps(none, 0x1000) == 0,
       "where instructions jump to");
}

int main(void)
{
    patches();
    refuses();
    endless();
    ok(all_tried(), "these are all types that are patched");
    ok(use_of(R_RISCV_HI20) == USE_NEVER && use_of(R_RISCV_32) == USE_NEVER &&
           use_of(R_RISCV_LO12_S) == USE_NEVER,
       "an address in too few bits, or in several pieces");
    ok(use_of(R_RISCV_TLS_GD_HI20) == USE_TLS &&
           use_of(R_RISCV_TPREL_ADD) == USE_TLS && use_of(65) == USE_TLS &&
           cpu_riscv64.reloc_type(66) == NULL &&
           cpu_riscv64.reloc_type(R_RISCV_RELATIVE) == NULL,
       "thread-local storage");
    stub();
    jumps();
    return finish();
}
