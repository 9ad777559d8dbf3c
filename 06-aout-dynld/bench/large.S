// large.S - TEXT bytes of code and 64 KB of data, for a module and for a shared
// object. (Assembled once for each size; large.c loads what comes of it.)
//
// Data is as tables of structs are: 1,900 structs of 32 bytes with an address
// of the file's own in each, and 100 with an import. So there are 2,000
// relocations, and no page of data is without some.

        .text
        .globl  large
        .type   large, %function
large:  ret
        .balign 4
        .fill   TEXT / 4 - 64, 4, 0xd503201f // some bytes, and not zeros
        .size   large, . - large

        .data
        .balign 32
        .globl  structs
        .type   structs, %object
structs:
start:  .irpc   a, 0123456789
        .irpc   b, 0123456789
        .irpc   c, 0123456789abcdefghi
        .quad   start + 8, 1, 2, 3
        .endr
        .irpc   c, 0
        .irpc   d, 0
        .irpc   e, 5
        .quad   export_\a\b\c\d\e, 1, 2, 3
        .endr
        .endr
        .endr
        .endr
        .endr
        .size   structs, . - structs

        .section .note.GNU-stack, "", %progbits

#include "property.S"
