// out_of_reach-arm64.c - a call of more than 128 MiB.

__asm__(".text\n"
        "here: nop\n"
        ".reloc here, R_AARCH64_CALL26, here + 0x8000000\n");
int dummy;
