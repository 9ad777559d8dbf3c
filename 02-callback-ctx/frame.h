// frame.h - tell unwinders how to get out of code that was made at run time.
//
// An unwinder goes from a frame to the one that called it: in a backtrace, for
// a C++ exception, in pthread_exit(). For each piece of code it needs a record,
// which a compiler writes into .eh_frame. Code that is made has none, and there
// the way ends. libgcc takes records at run time.

#ifndef FRAME_H
#define FRAME_H

#include <stddef.h>
#include <stdint.h>

// Two records in the format of .eh_frame, and their end.
struct frame {
    // What is so for all code of this kind ...
    uint32_t rules_size, rules_id;
    uint8_t version, augmentation, code_unit, data_unit, return_column;
    uint8_t rules[11];
    // ... and for which code that is.
    uint32_t range_size, range_rules;
    uint64_t start, length;
    uint32_t end;
};

// Fills *frame in and registers it, for size bytes of code that never touches
// the stack, nor the return address. *frame stays where it is, and unchanged,
// until frame_forget(). Any thread may call this.
void frame_register(struct frame *frame, const void *code, size_t size);

// The code is about to go. No thread may be in it, or in what it has called.
void frame_forget(struct frame *frame);

#endif
