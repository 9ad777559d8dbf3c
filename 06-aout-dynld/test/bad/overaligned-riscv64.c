// overaligned-riscv64.c - an alignment in a section that has not so much.

__asm__(".text\n"
        "here: .zero 62\n"
        ".reloc here, R_RISCV_ALIGN, 62\n"
        "nop\n");
int dummy;
