// hex.h - files of bytes that are written down as text.

#ifndef FUZZ_HEX_H
#define FUZZ_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Replaces the text of *size bytes by what it says, and *size by how many bytes
// that are. "#" begins a comment; all else are bytes of two hexadecimal digits,
// and "00 * 4096", which is so many of one. Returns NULL, or what is wrong.
// *bytes belongs to malloc(), and may move.
const char *hex_read(uint8_t **bytes, size_t *size);

#endif
