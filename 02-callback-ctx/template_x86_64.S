// template_x86_64.S - the code that thunks.c copies, for x86-64.
//
// A plugin calls it as a function of one double, which is in %xmm0. It adds the
// context, which the plugin does not know, as the first integer argument
// (%rdi), and goes on to the function that takes both: target(ctx, value). It
// uses a jump and not a call, so that the stack and the return address stay the
// plugin's.
//
// Which register is free depends on the callback's type: for a callback of one
// int, that int is in %edi, and the context would have to go to %rsi. %r11 is
// the register that code between a call and a function may change.

#if defined(__x86_64__) && !defined(__ILP32__)

#define PART 65536   // from a slot to its copy, as in thunks.c
#define TARGET 0     // offsets in struct pair, which the slot points to
#define CTX 8

        .section .rodata         // only ever read here: it runs as a copy
        .globl  thunk_template, thunk_template_end
        .hidden thunk_template, thunk_template_end
thunk_template:
.Lhere:
        endbr64                  // a place to jump to, where the CPU wants one
        mov     .Lhere - PART(%rip), %r11       // once: slots.h says why
        mov     CTX(%r11), %rdi
        jmp     *TARGET(%r11)
thunk_template_end:

#endif

#include "notes.S"
