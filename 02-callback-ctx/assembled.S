// assembled.S - thunks that nobody has to make: the assembler has copied them.
//
// The same instructions as in template_*.S, as often as there are slots. But
// this is code of the program like any other, and the slots are zeros that the
// program begins with (.bss). A copy knows its slot by name, so no two are
// equal.

#define COUNT 2048   // THUNK_COUNT in thunks.h
#define STEP 32      // from one to the next, copies and slots
#define TARGET 0     // offsets in struct pair, which the slot points to
#define CTX 8

#if defined(__x86_64__) && !defined(__ILP32__) || defined(__aarch64__)

        .text
        .globl  thunk_assembled, thunk_assembled_slots
        .hidden thunk_assembled, thunk_assembled_slots
        .balign STEP
        .skip   STEP         // something to read in front of the first
thunk_assembled:
        .cfi_startproc       // the record for unwinders: see frame.h
        .set    n, 0
        .rept   COUNT
        .balign STEP
#if defined(__x86_64__)
        endbr64
        mov     thunk_assembled_slots + n * STEP(%rip), %r11
        mov     CTX(%r11), %rdi
        jmp     *TARGET(%r11)
#else
        hint    #34          // bti c
        adrp    x16, thunk_assembled_slots + n * STEP
        ldr     x16, [x16, #:lo12:thunk_assembled_slots + n * STEP]
        ldr     x0, [x16, #CTX]
        ldr     x16, [x16, #TARGET]
        br      x16
#endif
        .set    n, n + 1
        .endr
        .cfi_endproc

        .bss
        .balign STEP
thunk_assembled_slots:
        .skip   COUNT * STEP

#endif

#include "notes.S"
