// dropped.c - refers to a section that is not kept.

__asm__(".section .note.mine,\"a\",@note\n"
        "mine: .long 1\n"
        ".data\n"
        ".quad .note.mine\n");
