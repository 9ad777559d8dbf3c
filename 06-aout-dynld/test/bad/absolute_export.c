// absolute_export.c - a name that is a number and no address.

__asm__(".globl forty_two\n"
        "forty_two = 42\n");
int dummy;
