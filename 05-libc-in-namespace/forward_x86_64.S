// forward_x86_64.S - the machine's part of forward_macros.S, for x86-64.
//
// The jump reads the pointer from memory, so it needs no register. It leaves
// even %al alone, which tells a variadic function how many floating-point
// registers are in use.

        .macro  jump_through slot
        endbr64                  // a place to jump to, if the CPU checks
        jmp     *\slot(%rip)
        .endm

        .macro  return_slot slot
        endbr64
        mov     \slot(%rip), %rax
        ret
        .endm

// The endbr64 above is worth nothing without this note: a library without it
// switches both checks off for the whole process. IBT promises that every
// target of an indirect jump has an endbr64. SHSTK promises that each return
// goes back to its call.
        .macro  feature_note
        .section .note.gnu.property, "a"
        .balign 8
        .long   4, 16, 5         // sizes of name and content, type of the note
        .asciz  "GNU"
        .long   0xc0000002, 4    // the promises; their size
        .long   3, 0             // IBT is 1, SHSTK is 2; padding
        .endm
