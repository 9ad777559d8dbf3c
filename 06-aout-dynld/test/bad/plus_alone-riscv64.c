// plus_alone-riscv64.c - half of a difference: an address, and no other one.

__asm__(".data\n"
        "here: .long 0, 0\n"
        ".reloc here, R_RISCV_ADD32, here\n"
        ".reloc here + 4, R_RISCV_SUB32, here\n");
int dummy;
