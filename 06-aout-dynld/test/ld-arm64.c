// ld-arm64.c - every relocation of arm64, up to the limits of its reach. Prints
// TAP. It runs on any machine: nothing of it is executed.
//
// The instructions that are wanted are those that binutils make of the same.

#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "linker/ld.h"
#include "test/tap.h"

#define SLOTS 0x5010

static const struct test {
    uint32_t type;
    uint32_t before;  // the instruction
    uint64_t place, target;
    int64_t addend;
    uint32_t after;
    const char *what;
} tests[] = {
    {R_AARCH64_CALL26, 0x94000000, 0x1000, 0x2468, 0, 0x9400051a, "bl"},
    {R_AARCH64_CALL26, 0x94000000, 0x1000, 0x8000ff8, 4, 0x95ffffff,
     "bl, as far as it goes"},
    {R_AARCH64_CALL26, 0x94123456, 0x1000, 0x2468, 0, 0x9400051a,
     "bl, with a distance in it that means nothing"},
    {R_AARCH64_JUMP26, 0x14000000, 0x8001000, 0x1000, 0, 0x16000000,
     "b, as far back as it goes"},
    {R_AARCH64_JUMP26, 0x14000000, 0x2000, 0x1ffc, 0, 0x17ffffff, "b"},
    {R_AARCH64_CONDBR19, 0x54000001, 0x1000, 0x100ffc, 0, 0x547fffe1, "b.ne"},
    {R_AARCH64_CONDBR19, 0xb4000003, 0x101000, 0x1000, 0, 0xb4800003, "cbz"},
    {R_AARCH64_TSTBR14, 0xb7400003, 0x1000, 0x8ffc, 0, 0xb743ffe3, "tbnz"},
    {R_AARCH64_TSTBR14, 0xb7400003, 0x9000, 0x1000, 0, 0xb7440003,
     "tbnz, as far back as it goes"},
    {R_AARCH64_LD_PREL_LO19, 0x58000005, 0x1000, 0x1238, 0, 0x580011c5,
     "ldr of a constant in code"},
    {R_AARCH64_GOT_LD_PREL19, 0x58000005, 0x1000, 0x1238, 0, 0x580011c5,
     "ldr of an entry of the address table"},
    {R_AARCH64_ADR_PREL_LO21, 0x10000006, 0x1000, 0x1235, 0, 0x300011a6, "adr"},
    {R_AARCH64_ADR_PREL_LO21, 0x10000006, 0x1000, 0x100fff, 0, 0x707fffe6,
     "adr, as far as it goes"},
    {R_AARCH64_ADR_PREL_LO21, 0x10000006, 0x101000, 0x1000, 0, 0x10800006,
     "adr, as far back as it goes"},
    {R_AARCH64_ADR_PREL_PG_HI21, 0x90000007, 0x1ffc, 0x1fff, 0, 0x90000007,
     "adrp of the last byte of the page"},
    {R_AARCH64_ADR_PREL_PG_HI21, 0x90000007, 0x1ffc, 0x1fff, 1, 0xb0000007,
     "adrp of the next byte"},
    {R_AARCH64_ADR_PREL_PG_HI21, 0x90000007, 0x12344, 0x56789abc, 0, 0xf02b3ba7,
     "adrp of something far"},
    {R_AARCH64_ADR_PREL_PG_HI21_NC, 0x90000007, 0x5678, 0x1234, 0, 0x90ffffe7,
     "adrp of something before it"},
    {R_AARCH64_ADR_PREL_PG_HI21_NC, 0x90000007, 0x5678, 0x1234, 0x200000000,
     0x90ffffe7, "adrp of what is cut"},
    {R_AARCH64_ADR_GOT_PAGE, 0x90000007, 0x12344, 0x56789ab8, 0, 0xf02b3ba7,
     "adrp of an entry of the address table"},
    {R_AARCH64_ADD_ABS_LO12_NC, 0x91000128, 0x1000, 0x12fff, 0, 0x913ffd28,
     "add"},
    {R_AARCH64_LDST8_ABS_LO12_NC, 0x39400128, 0x1000, 0x12abd, 0, 0x396af528,
     "ldrb"},
    {R_AARCH64_LDST16_ABS_LO12_NC, 0x79000128, 0x1000, 0x12abe, 0, 0x79157d28,
     "strh"},
    {R_AARCH64_LDST32_ABS_LO12_NC, 0xb9400128, 0x1000, 0x12abc, 0, 0xb94abd28,
     "ldr of 4 bytes"},
    {R_AARCH64_LDST64_ABS_LO12_NC, 0xf9400128, 0x1000, 0x12ab8, 0, 0xf9455d28,
     "ldr of 8 bytes"},
    {R_AARCH64_LDST128_ABS_LO12_NC, 0x3dc00128, 0x1000, 0x12ab0, 0, 0x3dc2ad28,
     "ldr of 16 bytes"},
    {R_AARCH64_LD64_GOT_LO12_NC, 0xf9400128, 0x1000, 0x12ab8, 0, 0xf9455d28,
     "ldr of an entry's address"},
    {R_AARCH64_LD64_GOTPAGE_LO15, 0xf9400005, 0x1000, 0xcff8, 0, 0xf97ffc05,
     "ldr of the last entry of a small table"},
    {R_AARCH64_PREL16, 0, 0x1000, 0x8fff, 0, 0x7fff, "16 bits"},
    {R_AARCH64_PREL32, 0, 0x1001, 0x1000, 0, 0xffffffff, "32 bits"},
    {R_AARCH64_PREL64, 0, 0x1000, 0x1000, 0x100000007, 7, "64 bits"},
};

// The same, where there is a reason why it cannot be.
static const struct refusal {
    uint32_t type;
    uint64_t room, place, target;
    int64_t addend;
    const char *why;
} refusals[] = {
    {R_AARCH64_CALL26, 4, 0x1000, 0x8001000, 0, "128 MiB"},
    {R_AARCH64_JUMP26, 4, 0x8001004, 0x1000, 0, "128 MiB"},
    {R_AARCH64_CALL26, 4, 0x1000, 0x2002, 0, "not aligned as its"},
    {R_AARCH64_CALL26, 4, 0x1002, 0x2002, 0, "instruction that is not aligned"},
    {R_AARCH64_CALL26, 3, 0x1000, 0x2000, 0, "outside of its section"},
    {R_AARCH64_CONDBR19, 4, 0x1000, 0x101000, 0, "1 MiB"},
    {R_AARCH64_TSTBR14, 4, 0x1000, 0x9000, 0, "32 KiB"},
    {R_AARCH64_LD_PREL_LO19, 4, 0x101004, 0x1000, 0, "1 MiB"},
    {R_AARCH64_ADR_PREL_LO21, 4, 0x1000, 0x101000, 0, "1 MiB"},
    {R_AARCH64_ADR_PREL_LO21, 4, 0x101001, 0x1000, 0, "not aligned"},
    {R_AARCH64_ADR_PREL_PG_HI21, 4, 0x1000, 0x1000, 0x100000000, "4 GiB"},
    {R_AARCH64_LDST16_ABS_LO12_NC, 4, 0, 0x12abf, 0, "not aligned as its"},
    {R_AARCH64_LDST32_ABS_LO12_NC, 4, 0, 0x12abe, 0, "not aligned as its"},
    {R_AARCH64_LDST64_ABS_LO12_NC, 4, 0, 0x12abc, 0, "not aligned as its"},
    {R_AARCH64_LDST128_ABS_LO12_NC, 4, 0, 0x12ab8, 0, "not aligned as its"},
    {R_AARCH64_LD64_GOT_LO12_NC, 4, 0, 0x5000, 8, "plus a number"},
    {R_AARCH64_LD64_GOTPAGE_LO15, 4, 0, 0xd000, 0, "not -fpic"},
    {R_AARCH64_PREL16, 2, 0x1000, 0x9000, 0, "32 KiB"},
    {R_AARCH64_PREL16, 1, 0x1000, 0x2000, 0, "outside of its section"},
    {R_AARCH64_PREL32, 4, 0, 0x1000, 0x7ffff000, "2 GiB"},
    {R_AARCH64_PREL64, 7, 0, 0x1000, 0, "outside of its section"},
};

// Are relocations of this type for linker/image.c, and not for the machine?
static bool elsewhere(enum use use)
{
    return use == USE_NONE || use == USE_WORD || use == USE_TLS ||
           use == USE_NEVER;
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
            .slots = SLOTS,
        };
        bool done = cpu_arm64.patch(&patch);
        char got[64], wanted[64];
        snprintf(got, sizeof got, "%08lx%s", (unsigned long)get_le(bytes, 4),
                 done ? "" : patch.why);
        snprintf(wanted, sizeof wanted, "%08lx", (unsigned long)test->after);
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
            .slots = SLOTS,
        };
        bool done = cpu_arm64.patch(&patch);
        char what[100];
        snprintf(what, sizeof what, "%s, refused: %s",
                 cpu_arm64.reloc_type(refusal->type)->name, refusal->why);
        has(done ? "done" : patch.why, refusal->why, what);
    }
}

// A type that is not in tests[] would be one that nobody has tried.
static bool all_tried(void)
{
    for (uint32_t type = 0; type < 2048; type++) {
        const struct reloc_type *known = cpu_arm64.reloc_type(type);
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
    const struct reloc_type *known = cpu_arm64.reloc_type(type);
    return known == NULL ? USE_NONE : known->use;
}

// adrp x16, +0x5000; ldr x16, [x16, #0x6f8]; br x16
static void stub(void)
{
    uint8_t bytes[12];
    cpu_arm64.stub(bytes, 0x1ffc, 0x66f8);
    ok(get_le(bytes, 4) == 0xb0000030 && get_le(bytes + 4, 4) == 0xf9437e10 &&
           get_le(bytes + 8, 4) == 0xd61f0200,
       "a stub");
}

int main(void)
{
    patches();
    refuses();
    ok(all_tried(), "these are all types that are patched");
    ok(use_of(R_AARCH64_MOVW_UABS_G0) == USE_NEVER &&
           use_of(R_AARCH64_MOVW_SABS_G2) == USE_NEVER &&
           use_of(R_AARCH64_MOVW_PREL_G1) == USE_NEVER &&
           use_of(R_AARCH64_ABS32) == USE_NEVER,
       "an address in too few bits, or in several pieces");
    ok(use_of(R_AARCH64_TLSLE_ADD_TPREL_HI12) == USE_TLS &&
           use_of(R_AARCH64_TLSDESC_CALL) == USE_TLS &&
           cpu_arm64.reloc_type(574) == NULL,
       "thread-local storage");
    stub();
    return finish();
}
