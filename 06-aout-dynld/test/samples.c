// samples.c - a module for each machine, known to the last byte.
//
// What stands in the file's own structure is big-endian, what stands in text
// and data little-endian.

#include <stdlib.h>
#include <string.h>

#include "test/samples.h"

// clang-format off

// "int one(void) { return 1; }", as Inferno's 8c and 8l make it. The symbols
// and line numbers are zeros here: every loader passes over them.
static const unsigned char one_386[260] = {
    0x80, 0x00, 0x01, 0xeb, // a module for 386
    0, 0, 0, 8,             // text
    0, 0, 0, 28,            // data
    0, 0, 0, 0,             // bss
    0, 0, 0, 174,           // symbols
    0, 0, 0, 0x0c,          // entry: where in the image the exports are
    0, 0, 0, 0,             // spsz
    0, 0, 0, 2,             // pcsz
    // text, +0: mov $1, %eax; ret; two bytes of padding
    0xb8, 1, 0, 0, 0, 0xc3, 0, 0,
    // data, +8: a name
    'o', 'n', 'e', 0,
    // +0xc: the exports: signature of int(void), +0, name at +8; their end
    0xe7, 0x47, 0xc2, 0x49, 0, 0, 0, 0, 8, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    [0xf4] =
    0, 0, 0, 12, // the dynamic section: 12 bytes follow
    0, 0, 0, 0,  // imports
    0, 0, 0, 2,  // relocations
    0x00, 0x10,  // mode 0 at +0x10
    0x00, 0x04,  // mode 0 at +0x14
};

// Each mode that 386 has, words at any address, any padding, imports in no
// order, and sections to pass over.
static const unsigned char modes_386[] = {
    0x80, 0x00, 0x01, 0xeb,
    0, 0, 0, 32,   // text
    0, 0, 0, 96,   // data
    0, 0, 0, 8,    // bss
    0, 0, 0, 5,    // symbols
    0, 0, 0, 0x44, // entry
    0, 0, 0, 0,    // spsz
    0, 0, 0, 4,    // pcsz
    // text, +0: int value(void) { return host_value[1]; }
    0xa1, 4, 0, 0, 0,             // mov host_value+4, %eax; mode 1
    0xc3,                         // ret
    // +6: int ask(void) { return host_ask() + 1; }
    0x83, 0xec, 0x0c,             // sub $12, %esp
    0xe8, 0x00, 0x00, 0x40, 0x00, // call host_ask; mode 2, import 1
    0x83, 0xc4, 0x0c,             // add $12, %esp
    0x40, 0xc3,                   // inc %eax; ret
    // +0x13: int own(void) { return seven; }
    0x90,                         // nop
    0xa1, 0x34, 0, 0, 0,          // mov seven, %eax; mode 0
    0xc3,                         // ret
    0x5a, 0xa5, 0xff, 0x00, 0x08, 0x78, // padding
    // data, +0x20: names
    'a', 's', 'k', 0, 'o', 'w', 'n', 0, 'p', 'a', 'i', 'r', 0,
    'v', 'a', 'l', 'u', 'e', 0, 0xee,
    // +0x34: int seven = 7;
    7, 0, 0, 0,
    // +0x38: struct { char x; int *own, *host; } pair, without padding
    'x', 0x34, 0, 0, 0, 4, 0, 0, 0, 0xee, 0xee, 0xee,
    // +0x44: the exports: ask, own, pair, value
    0xe7, 0x47, 0xc2, 0x49, 0x06, 0, 0, 0, 0x20, 0, 0, 0,
    0xe7, 0x47, 0xc2, 0x49, 0x13, 0, 0, 0, 0x24, 0, 0, 0,
    0xd2, 0x33, 0xc8, 0x5b, 0x38, 0, 0, 0, 0x28, 0, 0, 0,
    0xe7, 0x47, 0xc2, 0x49, 0x00, 0, 0, 0, 0x2d, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    // Passed over: 5 and 4 bytes.
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0, 0, 0, 66, // the dynamic section
    0, 0, 0, 2,  // imports: int [2], int(void)
    0xb3, 0xa1, 0xd3, 0xd5, 'h', 'o', 's', 't', '_', 'v', 'a', 'l', 'u', 'e', 0,
    0x49, 0xc2, 0x47, 0xe7, 'h', 'o', 's', 't', '_', 'a', 's', 'k', 0,
    0, 0, 0, 13, // relocations
    0x01, 0x01,                   // mode 1 at +1
    0x42, 0x00, 0x09,             // mode 2 at +0xa, a distance of 2 bytes
    0x00, 0x0b,                   // mode 0 at +0x15
    0x80, 0x00, 0x00, 0x00, 0x24, // mode 0 at +0x39, a distance of 4 bytes
    0x01, 0x04,                   // mode 1 at +0x3d
    0x00, 0x0b, 0x00, 0x04,       // the exports' addresses and names
    0x00, 0x08, 0x00, 0x04,
    0x00, 0x08, 0x00, 0x04,
    0x00, 0x08, 0x00, 0x04,
};

// test/modules/by_hand.c: data only, so the machine is nothing but a number.
#define BY_HAND(high, low)                                              \
    0xe0, 0x00, high, low, /* a module for one of the machines */      \
    0, 0, 0x0f, 0xd8,       /* text: zeros up to the end of a page */   \
    0, 0, 0, 88,            /* data */                                  \
    0, 0, 0, 0,             /* bss */                                   \
    0, 0, 0, 0,             /* symbols */                               \
    0, 0, 0x0f, 0xd8,       /* entry */                                 \
    0, 0, 0, 0, 0, 0, 0, 0, /* spsz, pcsz */                            \
    0, 0, 0, 0, 0, 0, 0x0f, 0xd8, /* entry again */                     \
    [0x1000] =                                                          \
    /* data, +0xfd8: the exports: by_hand, and their end */             \
    0x93, 0xdc, 0x16, 0xbe, 0, 0, 0, 0,                                 \
    0x18, 0x10, 0, 0, 0, 0, 0, 0, 0x08, 0x10, 0, 0, 0, 0, 0, 0,         \
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,                     \
    0, 0, 0, 0, 0, 0, 0, 0,                                             \
    /* +0x1008 */                                                       \
    'b', 'y', '_', 'h', 'a', 'n', 'd', 0, 0, 0, 0, 0, 0, 0, 0, 0,       \
    /* +0x1018: by_hand: self, host, seven */                           \
    0x28, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,               \
    7, 0, 0, 0, 0, 0, 0, 0,                                             \
    0, 0, 0, 28, /* the dynamic section */                              \
    0, 0, 0, 1,  /* imports: void(double) */                            \
    0x5a, 0xa1, 0x57, 0xb4, 'r', 'e', 'p', 'o', 'r', 't', 0,            \
    0, 0, 0, 4,  /* relocations */                                      \
    0x40, 0x0f, 0xe0, 0x00, 0x08, 0x00, 0x30, 0x01, 0x08

static const unsigned char by_hand_amd64[] = {BY_HAND(0x8a, 0x97)};
static const unsigned char by_hand_arm64[] = {BY_HAND(0x8c, 0x47)};
static const unsigned char by_hand_riscv64[] = {BY_HAND(0x8e, 0x17)};

// clang-format on

const struct sample samples[] = {
    {"one.386", one_386, sizeof one_386},
    {"modes.386", modes_386, sizeof modes_386},
    {"by_hand.amd64", by_hand_amd64, sizeof by_hand_amd64},
    {"by_hand.arm64", by_hand_arm64, sizeof by_hand_arm64},
    {"by_hand.riscv64", by_hand_riscv64, sizeof by_hand_riscv64},
    {NULL, NULL, 0},
};

const struct sample *sample_named(const char *name)
{
    for (const struct sample *s = samples; s->name != NULL; s++) {
        if (strcmp(s->name, name) == 0)
            return s;
    }
    abort();
}
