// frame.h - tell unwinders how to leave code that was made at run time.
//
// An unwinder goes from a frame to its caller's: for a backtrace, for a C++
// exception, in pthread_exit(). It needs a record for each piece of code. A
// compiler writes these records into .eh_frame. Code that is made at run time
// has none, and an unwinder stops there. But libgcc accepts records at run
// time.

#ifndef FRAME_H
#define FRAME_H

#include <stddef.h>
#include <stdint.h>

// Two records in the format of .eh_frame, and the end marker.
struct frame {
    // The rules for all code of this kind ...
    uint32_t rules_size, rules_id;
    uint8_t version, augmentation, code_unit, data_unit, return_column;
    uint8_t rules[11];
    // ... and the range of code that follows them.
    uint32_t range_size, range_rules;
    uint64_t start, length;
    uint32_t end;
};

// Fills in *frame and registers it for size bytes of code. The code must never
// touch the stack, nor the return address. The caller must neither move nor
// change *frame until frame_forget(). Any thread may call this.
void frame_register(struct frame *frame, const void *code, size_t size);

// Removes the record, before the code is unmapped. No thread may be in the
// code, or in a function that the code has called.
void frame_forget(struct frame *frame);

#endif
