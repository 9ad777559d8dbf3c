// forward_macros.S - the parts of a forwarding library.
//
// The source that forward.sh writes includes this. Each name becomes a function
// of that name, which is a jump, and an entry in forward_table (struct forward
// in forward.h):
//
//     station_report:  jump to what .Lslot_station_report points to
//     forward_table:   "station_report", 0, pointer  <- .Lslot_station_report
//                      "station_log",    0, pointer  <- .Lslot_station_log
//                      0
//
// .macro NAME ARG ... .endm is the assembler's #define, and \ARG in it is the
// argument. Names that begin with .L stay in this file; they are not exported.
//
// The function is a jump and not a call, and it is not C. A wrapper in C would
// have to know the type of each function, could not pass on a variadic call at
// all, and would put its own return address between plugin and host. The jump
// touches no register that can hold an argument, and not the stack. So it works
// for every function, and the host's function returns straight to the plugin.
// (The pointers stay writable. A library that must be safe from tampering would
// mprotect() them once they are filled in.)

#if defined(__x86_64__) && !defined(__ILP32__)
#include "forward_x86_64.S"
#elif defined(__aarch64__) && !defined(__ILP32__)
#include "forward_aarch64.S"
#elif defined(__riscv) && __riscv_xlen == 64
#include "forward_riscv64.S"
#else
#define NO_JUMP          // an empty table; forward_fill() reports it
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
        .cfi_startproc           // tells an unwinder of an empty frame
        jump_through .Lslot_\name
        .cfi_endproc
        .size   \name, . - \name
#endif
        .endm

// Nothing jumps to a variable. So its name becomes an indirect function
// (STT_GNU_IFUNC): for each reference to such a name, the loader first calls
// the function, and takes the returned address for the address of the name.
// Indirect functions were made for functions with several implementations; but
// glibc's loader does not check what the address belongs to.
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
        .quad   0                // a null name ends the table
        .quad   0
        .quad   0
        .size   forward_table, . - forward_table
        .section .note.GNU-stack, "", %progbits
#ifndef NO_JUMP
        feature_note
#endif
        .endm
