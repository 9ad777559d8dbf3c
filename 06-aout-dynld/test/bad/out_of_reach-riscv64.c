// out_of_reach-riscv64.c - a call of more than 2 GiB.

__asm__(".text\n"
        "here: call here + 0x7ffff800\n");
int dummy;
