// unmarked.S - a plugin in assembly that says nothing about the stack.
//
// notes.S has the line that is missing here. Many a linker takes silence for "I
// need an executable stack", and warns (binutils 2.39 and later). There is not
// even code in it.

        .data
        .globl  unmarked
        .type   unmarked, %object
        .size   unmarked, 4
unmarked:
        .long   1
