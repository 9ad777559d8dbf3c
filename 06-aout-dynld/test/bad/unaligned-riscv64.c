// unaligned-riscv64.c - an alignment that the nops left for it do not give.

__asm__(".text\n"
        ".option norelax\n"
        ".p2align 3\n"
        ".option relax\n"
        "c.nop\n"
        "here: c.nop; c.nop\n"
        ".reloc here, R_RISCV_ALIGN, 4\n");
int dummy;
