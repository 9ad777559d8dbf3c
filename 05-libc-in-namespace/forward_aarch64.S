// forward_aarch64.S - the jump, for arm64. Included by forward_macros.S.
//
// x16 is the register that code between a call and its function may change.
// x0 to x7 hold arguments, and x8 where a large struct is to be returned.

        .macro  jump_through slot
        hint    #34              // bti c: a place to call, where that is asked
        adrp    x16, \slot
        ldr     x16, [x16, #:lo12:\slot]
        br      x16
        .endm
