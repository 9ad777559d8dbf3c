// cut_near-riscv64.c - a distance of 4 bytes, where 2 are left.

__asm__(".data\n"
        "here: .short 0\n"
        ".reloc here, R_RISCV_32_PCREL, here\n");
int dummy;
