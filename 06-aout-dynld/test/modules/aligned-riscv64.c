// aligned-riscv64.c - code with alignments in it, jumps and distances across
// them, and functions that a cut would hit if nothing moved with it.

extern const char at_2[], at_8[], at_64[], at_end[];
extern const int length;
int climb(int x);
int plain(int x);

__asm__(".text\n"
        "at_2: c.nop\n"
        "climb: j 2f\n"
        ".p2align 3\n"
        "at_8: 1: addi a0, a0, 3\n"
        "ret\n"
        "c.nop\n"
        ".p2align 6\n"
        "at_64: 2: c.nop; c.nop\n"
        ".p2align 3\n"  // a cut in the middle of a nop, which is run
        "addi a0, a0, 20\n"
        "beqz a0, 2b\n"
        "j 1b\n"
        "at_end:\n"
        ".section .rodata\n"
        ".p2align 2\n"
        "length: .long at_end - at_2\n"
        ".text\n");

// One of the digits for each thing that is as it should be.
int plain(int x)
{
    return 1000 * ((unsigned long)at_8 % 8 == 0) +
           100 * ((unsigned long)at_64 % 64 == 0) +
           10 * (length == at_end - at_2) + (climb(x) == x + 23);
}
