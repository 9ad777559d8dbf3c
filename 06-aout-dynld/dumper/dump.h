// dump.h - what the files of aoutdump share.
//
// The order of use: dump_read(), which finds what is there and what is wrong;
// dump_columns() or dump_bytes(), which print it; dump_complain(), dump_free().
//
// A file may hold anything. Every number comes out of it by dump_big() or
// dump_little(), which look whether there are so many bytes; what it says is
// never used as an index, a size or a pointer before it was compared with what
// there is. Nothing depends on the machine that aoutdump runs on: a module for
// any machine can be looked at on any other.

#ifndef DUMP_H
#define DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "a.out.h"

// How modules for one machine differ from those for the others.
struct format {
    const char *machine;
    uint magic;
    uint header;      // bytes of the header
    uint word;        // bytes of an address in the image
    uint text_unit;   // header and text together are a multiple of this
    uint data_unit;   // data, and entry, of this
    uint maximports;  // the most imports whose index fits in a relocation
    bool lp64;        // no loader is lenient about it
};

// A part of the file. It may go beyond the file's end.
struct part {
    uvlong at, size;  // bytes
};

struct dump_import {
    uvlong at;  // where in the file
    uint signature;
    struct part name;  // without its zero
};

struct dump_reloc {
    struct part written;  // where in the file it is
    uint mode;
    uvlong at;    // where in the image the word is
    bool inside;  // it is where it may be:
    uvlong word;  // then this is what the file has there
};

struct dump_export {
    uvlong signature, address;
    struct part name;  // where in the file, without its zero; at is 0 if it
                       // cannot be read
};

// What is wrong, and where in the file.
struct complaint {
    uvlong at;
    char text[200];
};

#define MAX_COMPLAINTS 10

// All that is known of a file. Zeroed but for bytes and size: nothing yet.
struct dump {
    const uchar *bytes;  // the caller's
    uvlong size;

    const struct format *format;  // or NULL: not a module
    Exec head;                    // as many words as the file has
    uvlong entry8;
    uvlong had;  // bytes of text and data that the file has

    // The parts, in the file's order.
    struct part text, data, syms, spsz, pcsz, section;

    struct part imports_count, relocs_count;  // size 0 if not there
    uint said_imports, said_relocs;
    struct dump_import *imports;  // owned; those that could be read
    struct dump_reloc *relocs;    // owned; the same
    struct dump_reloc **sorted;   // owned; those that are inside, by at
    size_t nimports, nrelocs, nsorted;
    bool complete;  // all relocations could be read
    uvlong read;    // what lies behind this in the section was not read

    struct dump_export *exports;  // owned
    size_t nexports;
    bool ends;  // the table's end was found

    struct complaint complaints[MAX_COMPLAINTS];
    size_t ncomplaints;  // there may be more than were kept
};

// file.c

// Finds all that is in the module at dump->bytes.
void dump_read(struct dump *dump);

// Frees what dump_read() took.
void dump_free(struct dump *dump);

// The number in the n bytes at offset at of the file, n up to 8; false if the
// file has not so many.
bool dump_big(const struct dump *dump, uvlong at, uint n, uvlong *value);

// The same, of a number of the image.
bool dump_little(const struct dump *dump, uvlong at, uint n, uvlong *value);

// Bytes of a part that the file has.
uvlong dump_had(const struct dump *dump, struct part part);

// Notes what is wrong, and where in the file. Returns false.
bool dump_wrong(struct dump *dump, uvlong at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The array p of n elements of size bytes each, with room for one more: a new
// one when n is a power of 2. Returns NULL if memory ran out, and p is as it
// was.
void *dump_grow(void *p, size_t n, size_t size);

// Prints what is wrong, a line each: "aoutdump: path: 0x40: what".
void dump_complain(const struct dump *dump, const char *path, FILE *out);

// Prints a name that is in the file. A terminal obeys control characters, so
// they are shown as \x1b.
void dump_name(const struct dump *dump, struct part name, FILE *out);

// The same into buf, of size bytes, for a message. Returns buf. What is too
// long ends in "...".
const char *dump_quote(const struct dump *dump, struct part name, char *buf,
                       size_t size);

// Compares two names as strcmp() does.
int dump_compare(const struct dump *dump, struct part a, struct part b);

// header.c: reads the header. Returns false if nothing behind it can be.
bool dump_header(struct dump *dump);

// section.c: reads imports and relocations.
void dump_section(struct dump *dump);

// The relocation whose word is at that place of the image, or NULL.
const struct dump_reloc *dump_reloc_at(const struct dump *dump, uvlong at);

// The index in dump->sorted of the first whose word is not before that place.
size_t dump_reloc_from(const struct dump *dump, uvlong at);

// Prints what the loader makes of a word: "report+4", "+0x30". Of a long name
// it prints the beginning.
void dump_meaning(const struct dump *dump, const struct dump_reloc *reloc,
                  FILE *out);

// exports.c: reads the export table. Comes after dump_section().
void dump_exports(struct dump *dump);

// columns.c: prints what was read.
void dump_columns(const struct dump *dump, FILE *out);

// list.c: prints, of a list for debuggers, gdb's commands for a module at base.
// text has a zero at its end, and is written to. Returns 0, or the number of
// the line that is wrong.
uint dump_list(char *text, uvlong base, FILE *out);

// bytes.c: prints every byte of the file, and what it means.
void dump_bytes(const struct dump *dump, FILE *out);

#endif
