// low_alone-riscv64.c - the lower part of an address, and no upper part.

__asm__(".text\n"
        "here: jal here\n"
        "addi a0, a0, %pcrel_lo(here)\n");
int dummy;
