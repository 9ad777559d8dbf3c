// assembled.S - thunks that need no code at run time: the assembler copies
// them.
//
// They do what those of template_*.S do, once for each slot. But they are part
// of the program's code like any other function, and the slots are in .bss, so
// they begin as zeros. A copy names its own slot: the assembler or the linker
// computes where that is from there.

#define COUNT 2048   // THUNK_COUNT in thunks.h
#define STEP 32      // from one to the next, copies and slots
#define TARGET 0     // offsets in struct pair, which the slot points to
#define CTX 8

#if defined(__x86_64__) && !defined(__ILP32__) || defined(__aarch64__) || \
    defined(__riscv_float_abi_double) && __riscv_xlen == 64

#if defined(__riscv)
        .option norelax      // the linker must not make a copy shorter
#endif
        .text
        .globl  thunk_assembled, thunk_assembled_slots
        .hidden thunk_assembled, thunk_assembled_slots
        .balign STEP
        .skip   STEP         // readable memory in front of the first
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
#elif defined(__riscv)
        auipc   zero, 0      // lpad 0
        ld      t1, thunk_assembled_slots + n * STEP    // auipc and ld
        ld      a0, CTX(t1)
        ld      t1, TARGET(t1)
        jr      t1
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
