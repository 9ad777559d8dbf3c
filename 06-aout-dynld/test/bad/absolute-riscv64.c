// absolute-riscv64.c - an address in an instruction, as lui takes it.

extern int row[];
const int *middle(void);

const int *middle(void)
{
    const int *address;
    __asm__("lui %0, %%hi(row)" : "=r"(address));
    return address;
}
