// words.S - 10,000 words of data, for a module and for a shared object.
// (Assembled three times; words.c loads what comes of it.)
//
// With -DIMPORTS each word is the address of an import, every tenth of what
// exports.S defines; with -DADDRESSES it is an address of its own; else a
// number, and nothing is to be done to it.

        .data
        .balign 8
        .globl  words
        .type   words, %object
words:
start:
        .irpc   a, 0123456789
        .irpc   b, 0123456789
        .irpc   c, 0123456789
        .irpc   d, 0123456789
        .irpc   e, 5
#if defined IMPORTS
        .quad   export_\a\b\c\d\e
#elif defined ADDRESSES
        .quad   start + 8
#else
        .quad   8
#endif
        .endr
        .endr
        .endr
        .endr
        .endr
        .size   words, . - words

        .section .note.GNU-stack, "", %progbits

#include "property.S"
