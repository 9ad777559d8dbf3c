// forward_x86_64.S - the jump, for x86-64. Included by forward_macros.S.
//
// The pointer is used where it lies, so no register is needed. Not even %al,
// which tells a variadic function how many floating-point registers are used.

        .macro  jump_through slot
        endbr64                  // a place to jump to, where the CPU wants one
        jmp     *\slot(%rip)
        .endm
