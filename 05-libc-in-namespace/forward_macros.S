// forward_macros.S - what a forwarding library is made of.
//
// Included by what forward.sh writes. For each name there is a function of
// that name, which is a jump, and an entry in the table forward_table (struct
// forward in forward.h):
//
//     station_report:  jump to what .Lslot_station_report points to
//     forward_table:   "station_report", 0, pointer  <- .Lslot_station_report
//                      "station_log",    0, pointer  <- .Lslot_station_log
//                      0
//
// .macro NAME ARG ... .endm is the assembler's #define, and \ARG in it is the
// argument. Names that begin with .L stay in this file: they are not exported.
//
// It is a jump and not a call, and it is not C. A wrapper in C would have to
// know the type of each function, could not hand on a variadic call at all,
// and would stand between the caller and the return address. The jump touches
// no register that can hold an argument, and not the stack: so it works for
// every function, and the host's function returns straight to the plugin. (The
// pointers stay writable. A library that must not be tampered with would
// mprotect() them once they are filled.)

#if defined(__x86_64__) && !defined(__ILP32__)
#include "forward_x86_64.S"
#elif defined(__aarch64__) && !defined(__ILP32__)
#include "forward_aarch64.S"
#else
#define NO_JUMP          // the table is empty, and forward_fill() says so
#endif

        .macro  forward_begin
        .section .data.rel.local, "aw"
        .balign 8
        .globl  forward_table
        .type   forward_table, %object
forward_table:
        .endm

        .macro  entry name, is_data
        .section .rodata
.Lname_\name:
        .asciz  "\name"

        .section .data.rel.local, "aw"
        .quad   .Lname_\name
        .quad   \is_data
.Lslot_\name:
        .quad   0
        .endm

        .macro  forward name
#ifndef NO_JUMP
        entry   \name, 0
        .text
        .balign 16
        .globl  \name
        .type   \name, %function
\name:
        .cfi_startproc           // an unwinder finds a frame that is empty
        jump_through .Lslot_\name
        .cfi_endproc
        .size   \name, . - \name
#endif
        .endm

// A variable is not jumped to. Its name is made an indirect function
// (STT_GNU_IFUNC): whoever refers to such a name, the loader first calls the
// function, and takes the address that it returns for the name's. It was meant
// for functions of which there are several; glibc's loader does not ask what
// the address is of.
        .macro  forward_data name
#ifndef NO_JUMP
        entry   \name, 1
        .text
        .balign 16
.Lresolve_\name:
        .cfi_startproc
        return_slot .Lslot_\name
        .cfi_endproc
        .globl  \name
        .type   \name, %gnu_indirect_function
        .set    \name, .Lresolve_\name
#endif
        .endm

        .macro  forward_end
        .section .data.rel.local, "aw"
        .quad   0                // the name that ends the table
        .quad   0
        .quad   0
        .size   forward_table, . - forward_table
        .section .note.GNU-stack, "", %progbits
#ifndef NO_JUMP
        feature_note
#endif
        .endm
