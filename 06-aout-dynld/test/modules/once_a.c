// once_a.c - a constant of which each object has a copy; see once_b.c.

extern const int once;
int which(void);
int first_user(int x);

__asm__(".section .rodata.once,\"aG\",@progbits,once,comdat\n"
        ".globl once\n"
        "once: .long 1\n"
        ".text\n");

// Of two weak functions too, the first one is meant.
__attribute__((weak)) int which(void)
{
    return 1;
}

int first_user(int x)
{
    return x + once * 10 + which() * 100;
}
