// import_branch-arm64.c - a conditional branch to the host.

__asm__(".text\n"
        "cbz x0, lent_add\n");
