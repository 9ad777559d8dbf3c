// exports.S - 100,000 variables, export_00000 to export_99999.
//
// The bench defines them. As a table of the linker's they are what modules
// import from; and with -rdynamic, what shared objects do.

        .data
        .irpc   a, 0123456789
        .irpc   b, 0123456789
        .irpc   c, 0123456789
        .irpc   d, 0123456789
        .irpc   e, 0123456789
        .globl  export_\a\b\c\d\e
        .type   export_\a\b\c\d\e, %object
        .size   export_\a\b\c\d\e, 1
export_\a\b\c\d\e:
        .byte   0
        .endr
        .endr
        .endr
        .endr
        .endr

        .section .note.GNU-stack, "", %progbits

#include "property.S"
