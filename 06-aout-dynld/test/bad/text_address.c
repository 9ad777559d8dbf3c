// text_address.c - an address in code, which is never relocated.

__asm__(".text\n"
        ".globl here\n"
        "here: .quad here\n");
