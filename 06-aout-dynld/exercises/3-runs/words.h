// words.h - what the programs of this exercise agree on: the words of data.
//
// Data begins with the end of an empty export table, which is 3 words of 0.

#ifndef WORDS_H
#define WORDS_H

#include <stdint.h>

#define WORDS_TEXT 4056

#if defined(__x86_64__)
#define WORDS_MAGIC (DYN_MAGIC_LP64 | S_MAGIC)
#elif defined(__riscv)
#define WORDS_MAGIC (DYN_MAGIC_LP64 | Y_MAGIC)
#else
#define WORDS_MAGIC (DYN_MAGIC_LP64 | R_MAGIC)
#endif

// What a word holds in the file: of mode 0 the image's address of some word of
// data, of mode 1 import 0 or 1 and an addend, which is the word's number.
static inline uint64_t word_in_file(unsigned word, unsigned mode,
                                    unsigned words)
{
    if (mode == 1)
        return (uint64_t)(word % 2) << 32 | word;
    return WORDS_TEXT + 8 * (uint64_t)(word * 7 % words);
}

#endif
