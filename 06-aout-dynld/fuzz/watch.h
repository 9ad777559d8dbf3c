// watch.h - what a target does with memory: nothing may be left, nothing may be
// touched that was not asked for, and not too much may be asked for.
//
// The linker sends each call of malloc, mmap and so on here, as for
// test/wrap.h (the list is in the Makefile). What malloc returns ends where a
// page ends that can be touched, and the next one cannot; what mmap returns
// does so too. So a read of one byte too many is a crash without any sanitizer.
// (With the address sanitizer memory is left to it: it sees more.)

#ifndef FUZZ_WATCH_H
#define FUZZ_WATCH_H

#include <stdbool.h>
#include <stddef.h>

struct watch {
    long blocks;       // allocated and not freed
    size_t mapped;     // bytes mapped and not unmapped
    size_t allocated;  // bytes asked of malloc and its kin since watch_begin()
    size_t limit;      // the most that this may become
    int calls;         // calls for memory since it was set to 0
    int fail;          // the number of the one that fails; 0 is none
};

extern struct watch watch;

// An input begins: it may ask for limit bytes of malloc and its kin, in all.
void watch_begin(size_t limit);

// It ends: calls target_wrong() if anything of it is left.
void watch_end(void);

// Frees what a function of the C library has allocated, open_memstream() say:
// that was not counted.
void watch_free(void *p);

#endif
