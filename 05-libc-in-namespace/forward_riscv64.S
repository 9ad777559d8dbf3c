// forward_riscv64.S - the machine's part of forward_macros.S, for riscv64.
//
// t1 is a register that code between a call and its function may change. a0 to
// a7 hold arguments (a0 also the address for a large struct to return), t2 the
// frame that a nested function belongs to. A load from a name is two
// instructions, auipc and ld; norelax: the linker leaves both as they are, so
// each jump has the same form.

        .option norelax

        .macro  jump_through slot
        auipc   zero, 0          // lpad 0: a place to call, if the CPU checks
        ld      t1, \slot
        jr      t1
        .endm

        .macro  return_slot slot
        auipc   zero, 0
        ld      a0, \slot
        ret
        .endm

// The "lpad" above has no note to go with it: the linkers do not know one for
// riscv64 yet (binutils 2.40 warns of it).
        .macro  feature_note
        .endm
