// forward_aarch64.S - the machine's part of forward_macros.S, for arm64.
//
// x16 is the register that code between a call and its function may change.
// x0 to x7 hold arguments, and x8 where a large struct is to be returned.

        .macro  jump_through slot
        hint    #34              // bti c: a place to call, where that is asked
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
