// notes.S - what an object says about itself. A compiler writes that unasked;
// a file of assembly has to, so each of ours ends by including this.
//
// The linker asks all objects of a program, and one that says nothing counts as
// a no. So one silent file costs the whole program its protection: the stack
// turns executable, or the CPU looks at no jump any more.

// No executable stack.
        .section .note.GNU-stack, "", %progbits

// Each place that somebody may jump to begins with the instruction for that,
// and each return goes back to where the call was. On x86-64 the names are IBT
// and SHSTK, on arm64 BTI and PAC (here nobody stores a return address, so
// there is none to be signed). It is true also of a file that is empty for the
// machine.
#if defined(__x86_64__) && !defined(__ILP32__)
#define FEATURES 0xc0000002
#elif defined(__aarch64__) && !defined(__ILP32__)
#define FEATURES 0xc0000000
#endif

#ifdef FEATURES
        .section .note.gnu.property, "a", %note
        .balign 8
        .long   4, 16, 5             // sizes: name, contents; a property
        .asciz  "GNU"
        .long   FEATURES, 4, 3, 0    // 4 bytes: bits 0 and 1; and filled to 8
#endif
