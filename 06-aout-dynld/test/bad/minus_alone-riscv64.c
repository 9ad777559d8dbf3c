// minus_alone-riscv64.c - half of a difference: what is taken away.

__asm__(".data\n"
        "here: .long 0\n"
        ".reloc here, R_RISCV_SUB32, here\n");
int dummy;
