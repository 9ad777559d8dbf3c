// at_end.c - a variable without bytes, where the image ends.

int at_start = 1;

__asm__(".bss\n"
        ".globl at_end\n"
        ".balign 8\n"
        ".skip 8\n"
        "at_end:\n"
        ".text\n");
