// edit.h - change an object in ways that no assembler at hand would.

#ifndef TEST_EDIT_H
#define TEST_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Sets the type, or else the flags, of the section of that name in a good
// object of 64 bits. Returns false if there is none.
bool edit_section(uint8_t *bytes, size_t size, const char *name, bool type,
                  uint64_t value);

// The same object with every number of a section where an object of more than
// 65,279 sections has it. Returns memory that the caller frees, or NULL.
uint8_t *edit_widen(const uint8_t *bytes, size_t size, size_t *wide);

// The same for a good archive: an index with numbers of 8 bytes.
uint8_t *edit_widen_archive(const uint8_t *bytes, size_t size, size_t *wide);

#endif
