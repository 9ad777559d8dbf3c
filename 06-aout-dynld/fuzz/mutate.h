// mutate.h - damage a file, a little, and the same way each time.

#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

// Bytes that the caller owns.
struct bytes_of {
    const uint8_t *bytes;
    size_t size;
};

// Makes an input out of one of the n files: mutation number number of that
// seed. Writes it to out, of room bytes, and returns its size. Of the same
// files the same numbers make the same inputs, whatever came before.
size_t mutate(const struct bytes_of *files, size_t n, uint64_t seed,
              uint64_t number, uint8_t *out, size_t room);

#endif
