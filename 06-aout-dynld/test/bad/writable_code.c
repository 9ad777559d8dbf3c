// writable_code.c - a section that can be written and executed.

__asm__(".section .both,\"awx\",@progbits\n"
        "nop\n");
