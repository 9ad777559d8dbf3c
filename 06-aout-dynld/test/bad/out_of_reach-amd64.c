// out_of_reach-amd64.c - a distance of more than 2 GiB.

__asm__(".data\n"
        "here: .long 0\n"
        ".reloc here, R_X86_64_PC32, here + 0x90000000\n");
int dummy;
