// quoted.c - a name that cannot be written in C.

__asm__(".data\n"
        ".globl \"a b\"\n"
        "\"a b\": .long 0\n");
int dummy;
