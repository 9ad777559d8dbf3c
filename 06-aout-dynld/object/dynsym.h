// dynsym.h - the parts of shared_open(): symbols, and relocations.

#ifndef DYNSYM_H
#define DYNSYM_H

#include "shared.h"

// The string at offset of the dynamic table's strings, or NULL after fail().
const char *dynsym_name(struct work *work, const struct shared *shared,
                        uint64_t offset);

// dynsym.c: reads symbols and their versions.
bool dynsym_read(struct work *work, struct shared *shared);

// dynrel.c

// Reads all relocations into one array.
bool dynrel_read(struct work *work, struct shared *shared);

// One more than the highest number of a symbol in them.
bool dynrel_symbols(struct work *work, const struct shared *shared,
                    uint64_t *count);

#endif
