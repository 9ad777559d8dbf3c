// bytes.h - numbers in files, whatever this machine's byte order is.
//
// Objects, and the image of a module, are little-endian; the structure of a
// module's file is big-endian.

#ifndef BYTES_H
#define BYTES_H

#include <stddef.h>
#include <stdint.h>

// The little-endian number of size bytes (at most 8) at any address.
uint64_t get_le(const uint8_t *at, int size);

// Puts it there.
void put_le(uint8_t *at, uint64_t value, int size);

// Puts a big-endian number there. Returns what lies behind it.
uint8_t *put_be(uint8_t *at, uint64_t value, int size);

// The checksum of size bytes that gzip and debuggers use, too.
uint32_t crc32(const uint8_t *bytes, size_t size);

#endif
