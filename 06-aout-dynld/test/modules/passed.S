// passed.S - sections that do not concern the image, and code that is called
// like what starts a program.

        .section .init.text,"ax",%progbits
        .globl plain
plain:
#ifdef __x86_64__
        lea     2(%rdi), %eax
#elif defined __riscv
        addiw   a0, a0, 2
#else
        add     w0, w0, 2
#endif
        ret

        .section .fini.x,"ax",%progbits
        ret

        .section .stack_sizes,"",%progbits
        .quad 8
        .section .BTF,"",%progbits
        .quad 8
        .section .note.mine,"a",%note
        .long 0, 0, 0
        .section .kept_away,"ae",%progbits
        .quad 8
        .section .note.GNU-stack,"",%progbits
