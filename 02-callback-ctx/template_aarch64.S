// template_aarch64.S - the code that thunks.c copies, for arm64.
//
// A plugin calls it as a function of one double, which is in d0. It adds the
// context, which the plugin does not know, as the first integer argument (x0),
// and goes on to the function that takes both: target(ctx, value). It uses a
// branch and not a call, so that the stack and the return address stay the
// plugin's. x16 is the register that such code may change.

#if defined(__aarch64__)

#define PART 65536   // from a slot to its copy, as in thunks.c
#define TARGET 0     // offsets in struct pair, which the slot points to
#define CTX 8

        .section .rodata         // only ever read here: it runs as a copy
        .balign 4
        .globl  thunk_template, thunk_template_end
        .hidden thunk_template, thunk_template_end
thunk_template:
.Lhere:
        hint    #34              // bti c: a place to call, where that is asked
        ldr     x16, .Lhere - PART   // once: slots.h says why
        ldr     x0, [x16, #CTX]      // the address is what ldr has read: so
                                     // the CPU reads the pair after the slot
        ldr     x16, [x16, #TARGET]
        br      x16
thunk_template_end:

#endif

#include "notes.S"
