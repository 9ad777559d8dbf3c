// ifunc.c - an indirect function: nobody would ask it which one to call.
//
// In assembler, because not every compiler has __attribute__((ifunc)).

int answer(void);

int answer(void)
{
    return 42;
}

__asm__(".globl indirect\n"
        ".type indirect, @gnu_indirect_function\n"
        "indirect = answer\n");
