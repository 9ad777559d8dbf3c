// low_elsewhere-riscv64.c - the lower part, of an upper one somewhere else.

__asm__(".section .text.other, \"ax\"\n"
        "here: auipc a0, %pcrel_hi(here)\n"
        ".text\n"
        "addi a0, a0, %pcrel_lo(here)\n");
int dummy;
