// cut_near-amd64.c - a distance of 4 bytes, where 2 are left.

__asm__(".data\n"
        "here: .short 0\n"
        ".reloc here, R_X86_64_PC32, here\n");
int dummy;
