// import_branch-riscv64.c - a jump to the host that no stub can help.

__asm__(".text\n"
        "jal lent_add\n");
