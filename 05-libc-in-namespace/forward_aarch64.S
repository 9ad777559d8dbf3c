// forward_aarch64.S - the machine's part of forward_macros.S, for arm64.
//
// x16 is the register that code between a call and its function may change. x0
// to x7 hold arguments, and x8 the address for a large struct to return.

        .macro  jump_through slot
        hint    #34              // bti c: a place to call, if the CPU checks
        adrp    x16, \slot
        ldr     x16, [x16, #:lo12:\slot]
        br      x16
        .endm

        .macro  return_slot slot
        hint    #34
        adrp    x0, \slot
        ldr     x0, [x0, #:lo12:\slot]
        ret
        .endm

// The "bti c" above is worth nothing without this note: the loader protects a
// library's code only if it finds one. BTI promises that every place that is
// called has such an instruction. PAC promises that no return address is stored
// unsigned (here none is stored).
        .macro  feature_note
        .section .note.gnu.property, "a"
        .balign 8
        .long   4, 16, 5         // sizes of name and content, type of the note
        .asciz  "GNU"
        .long   0xc0000000, 4    // the promises; their size
#ifdef __ARM_FEATURE_GCS_DEFAULT
        .long   7, 0             // ... and GCS, a shadow stack, is 4
#else
        .long   3, 0             // BTI is 1, PAC is 2; padding
#endif
        .endm
