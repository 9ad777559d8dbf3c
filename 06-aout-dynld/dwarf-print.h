// dwarf-print.h - say in C what a type is.

#ifndef DWARF_PRINT_H
#define DWARF_PRINT_H

#include <stdio.h>

#include "dwarf-type.h"
#include "sig.h"

// Writes the declaration of name as a variable or function of that type, and
// behind it each struct and union that has a tag and was mentioned. Typedefs,
// const and the like are not there: what is printed is what the signature is
// made of, and what it is blind to besides (names, array lengths, the widths of
// bit-fields). The text after the first line is for reading, and need not
// compile.
//
// Returns false if steps->why says what is wrong.
bool print_declaration(FILE *file, struct type type, const char *name,
                       const char *remark, struct steps *steps);

#endif
