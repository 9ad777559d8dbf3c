// stack_of_code.S - asks for an executable stack, as gcc does for the address
// of a nested function.

        .data
        .globl reading
reading:
        .long 1

        .section .note.GNU-stack,"x",%progbits
