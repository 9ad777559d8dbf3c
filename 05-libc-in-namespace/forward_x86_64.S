// forward_x86_64.S - the machine's part of forward_macros.S, for x86-64.
//
// The pointer is used where it lies, so no register is needed. Not even %al,
// which tells a variadic function how many floating-point registers are used.

        .macro  jump_through slot
        endbr64                  // a place to jump to, where the CPU wants one
        jmp     *\slot(%rip)
        .endm

        .macro  return_slot slot
        endbr64
        mov     \slot(%rip), %rax
        ret
        .endm
