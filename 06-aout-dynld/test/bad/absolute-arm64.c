// absolute-arm64.c - an address in an instruction, as movz takes it.

extern int row[];
const int *middle(void);

const int *middle(void)
{
    const int *address;
    __asm__("movz %0, #:abs_g0_nc:row" : "=r"(address));
    return address;
}
