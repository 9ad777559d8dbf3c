// low_plus-riscv64.c - the lower part of an address, with an addend.

__asm__(".text\n"
        "here: auipc a0, %pcrel_hi(here)\n"
        "low: addi a0, a1, 64\n"
        ".reloc low, R_RISCV_PCREL_LO12_I, here + 8\n");
int dummy;
