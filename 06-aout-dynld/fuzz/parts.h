// parts.h - the debug sections of an object, one behind the other: the input of
// the target dwarf.c.
//
// Each is a size, 4 bytes, little-endian, and then so many bytes, of which
// there may be fewer. A fuzzer that had to change them in an object would spend
// its time with everything else that is in one.

#ifndef FUZZ_PARTS_H
#define FUZZ_PARTS_H

#include "linker/link.h"

#define PARTS 6

// The names of the sections, in this order.
extern const char *const parts_names[PARTS];

// The debug sections of an object, with their relocations done, as an input of
// *size bytes that the caller frees; NULL if there are none.
uint8_t *parts_take(const struct input *input, size_t *size);

#endif
