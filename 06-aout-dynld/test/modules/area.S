// area.S - a function for area_user.c, in assembly with line numbers.

        .file   1 "area.S"
        .text
        .globl  area
        .type   area, %function
area:   .loc    1 7
#ifdef __x86_64__
        cvtsi2sd %esi, %xmm0
        mulsd   (%rdi), %xmm0
#elif defined __riscv
        fld     fa5, 0(a0)
        fcvt.d.w fa0, a1
        fmul.d  fa0, fa0, fa5
#else
        ldr     d1, [x0]
        scvtf   d0, w1
        fmul    d0, d0, d1
#endif
        .loc    1 14
        ret
        .size   area, . - area
        .section .note.GNU-stack, "", %progbits
