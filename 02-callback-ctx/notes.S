// notes.S - what an object file says about itself. A compiler writes the first
// of these notes unasked, and the second with -fcf-protection (arm64:
// -mbranch-protection). An assembly file has to ask for both, so each of ours
// ends by including this.
//
// The linker asks every object of a program, and takes a missing note for a no.
// So one silent file costs the whole program its protection: with many linkers
// the stack becomes executable, or the CPU checks no jump.

// No executable stack.
        .section .note.GNU-stack, "", %progbits

// The promise: each target of an indirect jump or call begins with the
// instruction for that, and each return goes back to its call. On x86-64 the
// names are IBT and SHSTK, on arm64 BTI and PAC (our code stores no return
// address, so it has none to sign), and GCS, a shadow stack, where the compiler
// promises that. A file that is empty on this machine keeps the promise, too.
// (For riscv64, Debian 12's linker knows no such note, and warns.)
#ifdef __ARM_FEATURE_GCS_DEFAULT
#define PROMISED 7
#else
#define PROMISED 3
#endif
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
        .long   FEATURES, 4, PROMISED, 0    // 4 bytes, a bit for each; padding
#endif
