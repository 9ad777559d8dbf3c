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

// The endbr64 above is worth nothing without this note: a library without it
// switches both checks off for the whole process. IBT: every place that is
// jumped to has an endbr64. SHSTK: each return is to where the call was.
        .macro  feature_note
        .section .note.gnu.property, "a"
        .balign 8
        .long   4, 16, 5         // sizes of name and content, type of the note
        .asciz  "GNU"
        .long   0xc0000002, 4    // what the code keeps to; its size
        .long   3, 0             // IBT is 1, SHSTK is 2; padding
        .endm
