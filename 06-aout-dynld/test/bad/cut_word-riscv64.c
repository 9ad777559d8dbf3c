// cut_word-riscv64.c - an address of 8 bytes, where 4 are left.

__asm__(".data\n"
        "here: .long 0\n"
        ".reloc here, R_RISCV_64, here\n");
int dummy;
