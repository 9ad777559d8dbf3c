// cut_word-amd64.c - an address of 8 bytes, where 4 are left.

__asm__(".data\n"
        "here: .long 0\n"
        ".reloc here, R_X86_64_64, here\n");
int dummy;
