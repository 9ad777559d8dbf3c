// frame.c - writes the records of one piece of code by hand.
//
// In assembly, .cfi_startproc before the code and .cfi_endproc behind it would
// be enough: the rules are those that hold at the first instruction of every
// function. See the DWARF standard, "Call Frame Information", and the LSB,
// ".eh_frame".

#include "frame.h"

// libgcc's functions for programs that make code. No header declares them.
// (LLVM's libunwind has functions of the same names, which take the second
// record alone.)
void __register_frame(void *begin);
void __deregister_frame(void *begin);

#define DEF_CFA 0x0c  // the caller's stack pointer is this register, plus this
#define OFFSET 0x80  // this register is at that address, plus a number of units

#if defined(__x86_64__)
#define RETURN_COLUMN 16  // the number of the return address
#define RULES                                                                  \
    {                                                                          \
        DEF_CFA, 7, 8, OFFSET + RETURN_COLUMN, 1 /* rsp + 8; at that - 8 */    \
    }
#elif defined(__riscv)
#define RETURN_COLUMN 1  // riscv64: ra, where it still is
#define RULES                                                                  \
    {                                                                          \
        DEF_CFA, 2, 0 /* sp + 0 */                                             \
    }
#else
#define RETURN_COLUMN 30  // arm64: x30, where it still is
#define RULES                                                                  \
    {                                                                          \
        DEF_CFA, 31, 0 /* sp + 0 */                                            \
    }
#endif

void frame_register(struct frame *frame, const void *code, size_t size)
{
    // No size counts its own field. range_rules says how many bytes before that
    // field the rules begin. data_unit is -8 in one byte of LEB128: 0x78.
    *frame = (struct frame){
        .rules_size = offsetof(struct frame, range_size) - sizeof(uint32_t),
        .version = 1,
        .code_unit = 1,
        .data_unit = 0x78,
        .return_column = RETURN_COLUMN,
        .rules = RULES,
        .range_size =
            offsetof(struct frame, end) - offsetof(struct frame, range_rules),
        .range_rules = offsetof(struct frame, range_rules),
        .start = (uintptr_t)code,
        .length = size,
    };
#ifndef NO_UNWINDER
    __register_frame(frame);
#endif
}

void frame_forget(struct frame *frame)
{
#ifndef NO_UNWINDER
    __deregister_frame(frame);
#else
    (void)frame;
#endif
}
