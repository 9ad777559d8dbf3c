// cut_near-arm64.c - a distance of 4 bytes, where 2 are left.

__asm__(".data\n"
        "here: .short 0\n"
        ".reloc here, R_AARCH64_PREL32, here\n");
int dummy;
