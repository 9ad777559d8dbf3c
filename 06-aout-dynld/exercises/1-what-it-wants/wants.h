// wants.h - what a module wants of the host, without loading it.

#ifndef WANTS_H
#define WANTS_H

#include <stddef.h>

#include "dynld.h"

// Goes through the imports of the module whose file is in memory, size bytes,
// in their order. table has ntable symbols, sorted by name. Prints a line for
// each import that the table cannot satisfy:
//
//     missing: NAME
//     wrong signature: NAME (WANTED, the host has SIGNATURE)
//
// with signatures in 8 hexadecimal digits. Puts the number of imports into
// *nimport. Returns how many cannot be satisfied, or -1 if it is no module, or
// a damaged one.
int wants(const uchar *file, size_t size, Dynsym *table, int ntable,
          int *nimport);

#endif
