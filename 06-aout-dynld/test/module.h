// module.h - make a module in memory, byte by byte, good or bad.
//
// The order of use: module_init(), change what the test is about,
// module_write(), free() the bytes.
//
// The same for every machine; what a field holds in the file depends on it. The
// code in it comes from test/code.c.

#ifndef TEST_MODULE_H
#define TEST_MODULE_H

#include <stdbool.h>
#include <stddef.h>

#include "a.out.h"
#include "dynld.h"

#define MAX_IMPORTS 1025  // one more than 386 allows
#define MAX_RELOCS 2048
#define MAX_EXPORTS 1000
#define IMAGE_SIZE 131072  // text and data together

// The width of a word that holds an address.
#define WORD sizeof(ulong)

struct import {
    ulong sig;
    const char *name;
};

// The distance in 4 bytes, though fewer would do.
#define WIDE 0x100

struct test_reloc {
    ulong at;   // offset in the image
    uint kind;  // its first byte; bits 7-6 are filled in. WIDE may be added
};

// A module as it will be written. The counts and sizes that are said can be
// made to differ from those that are there.
struct module {
    uchar image[IMAGE_SIZE];

    Exec head;
    uvlong entry8;    // entry once more, on LP64
    size_t filled;    // bytes of text and data that are written to the file
    size_t nsymbols;  // bytes between data and section: head.syms is separate

    size_t nimports, nrelocs;
    struct import imports[MAX_IMPORTS];
    struct test_reloc relocs[MAX_RELOCS];
    uint said_imports, said_relocs;
    long section_more;  // to be added to the section's size
    size_t trailing;    // zero bytes behind the last relocation

    // Where things are in the image, for tests that change them.
    ulong names;    // the first export's name: "answer"
    ulong answer;   // int answer(void): returns 42
    ulong ask;      // int ask(void): returns what the import host_ask() does
    ulong count;    // int count(void): counter++ and returns it
    ulong counter;  // int, in data
    ulong pointer;  // a pointer to counter: mode 0
    ulong value;    // a pointer to the import host_value[1]: mode 1
    ulong zeros;    // 64 bytes of bss
};

// A good module. It imports host_ask and host_value, and exports, in this
// order: answer, ask, count, counter, pointer, value, zeros.
void module_init(struct module *m);

// The same with so many bytes of text, which is what the machine asks of it.
void module_with_text(struct module *m, ulong text);

// A good module without imports that exports n symbols, s000, s001, ..., each
// the address of counter, which lies right before the table, at the start of
// data. The names lie right behind it.
void module_exports(struct module *m, int n);

// The module as a file: bytes that the caller frees, *n of them.
uchar *module_write(const struct module *m, size_t *n);

// Stores a word of the image, in the machine's order.
void module_word(struct module *m, ulong at, ulong value);

// The word with which the file names an import, for mode 1.
ulong module_import(uint index, uint addend);

// Where export i of the table is in the image.
ulong module_export(const struct module *m, int i);

// What the module imports, as a sorted table of 2 symbols and its end.
extern Dynsym host_table[];
#define HOST_NSYM 2

// From code.c: writes the three functions to the start of text, and notes where
// they and their relocations are.
void code_write(struct module *m);

// Adds a relocation. Call it with ascending offsets.
void module_reloc(struct module *m, ulong at, uint mode);

#endif
