// template_riscv64.S - the code that thunks.c copies, for riscv64.
//
// A plugin calls it as a function of one double, which is in fa0. It adds the
// context, which the plugin does not know, as the first integer argument (a0),
// and goes on to the function that takes both: target(ctx, value). It uses a
// jump and not a call, so that the stack and the return address stay the
// plugin's. t1 is a register that such code may change. (Not t0, which may hold
// a return address, and not t2, which may hold a nested function's frame.)
//
// A load reaches 2 KiB either way. So auipc computes the address first: that of
// itself, plus a number of 4 KiB steps in 20 bits with a sign. Both numbers are
// constants, and not names: a copy runs where no linker has been.

#if defined(__riscv_float_abi_double) && __riscv_xlen == 64

#define PART 65536   // from a slot to its copy, as in thunks.c
#define BACK (0x100000 - PART / 4096)  // minus PART, for auipc
#define TARGET 0     // offsets in struct pair, which the slot points to
#define CTX 8

        .section .rodata         // only ever read here: it runs as a copy
        .balign 4
        .globl  thunk_template, thunk_template_end
        .hidden thunk_template, thunk_template_end
thunk_template:
        auipc   zero, 0          // lpad 0: a place to call, where that is asked
        auipc   t1, BACK
        ld      t1, -4(t1)       // 4: auipc is not the first instruction. Once:
                                 // slots.h says why
        ld      a0, CTX(t1)      // the address is what ld has read: so the CPU
                                 // reads the pair after the slot
        ld      t1, TARGET(t1)
        jr      t1
thunk_template_end:

#endif

#include "notes.S"
