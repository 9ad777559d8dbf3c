// once_b.c - the copy that is dropped: another value, to tell them apart.

extern const int once;
int which(void);
int second_user(int x);

__asm__(".section .rodata.once,\"aG\",@progbits,once,comdat\n"
        ".globl once\n"
        "once: .long 2\n"
        ".text\n");

// Of two weak functions too, the first one is meant.
__attribute__((weak)) int which(void)
{
    return 2;
}

int second_user(int x)
{
    return x + once * 10 + which() * 100;
}
