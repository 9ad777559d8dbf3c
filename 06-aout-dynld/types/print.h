// print.h - say in C what a type is.

#ifndef DWARF_PRINT_H
#define DWARF_PRINT_H

#include <stdio.h>

#include "type.h"
#include "sig.h"

// Where to print to, and which structs were mentioned. The caller sets file,
// steps and structs, which has room for as many as there are entries, or is
// NULL.
// steps->why says what is wrong, if something is; nothing more is printed then.
struct printer {
    FILE *file;
    struct steps *steps;
    int depth;
    struct type *structs;  // in the order in which they were mentioned
    size_t nstructs;
};

// Writes a name out of a file, made fit for a terminal.
void print_name(struct printer *printer, const char *name);

// Writes "struct" or "union", and its tag, if it has one.
void print_tag(struct printer *printer, struct type type);

// Writes the declaration of name as a variable or function of that type, or the
// type alone if name is NULL, without a semicolon. Typedefs, const and the like
// are not there: what is printed is what the signature is made of, and what it
// is blind to besides (names, array lengths, the widths of bit-fields). If
// there is more than one line, the others are indented by 4 columns times
// indent.
void print_declaration(struct printer *printer, struct type type,
                       const char *name, int indent);

// Writes each struct and union that has a tag and was mentioned by then, once,
// each behind an empty line. That is for reading, and need not compile.
void print_structs(struct printer *printer);

#endif
