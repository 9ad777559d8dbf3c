// wrap.h - the calls for memory that a test watches, and lets fail.
//
// A program that is linked with test/wrap.o and -Wl,--wrap=calloc and so on
// (the list is in the Makefile) has each of its own calls, and the library's,
// come here first. Behind what is mapped lies memory that cannot be touched.
// The library is the one that everybody links, unchanged: no table of
// functions, and no macro, is in it for the tests' sake.

#ifndef TEST_WRAP_H
#define TEST_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap {
    int calls;           // malloc, ..., mmap, mprotect since it was set to 0
    int fail;            // the number of the one that fails; 0 is none
    const char *failed;  // what failed
    long blocks;         // allocated and not freed
    size_t mapped;       // bytes mapped and not unmapped
    size_t allocated;    // bytes asked of calloc and realloc; set it to 0
    bool both;           // memory to write and to execute was asked for
    void (*step)(void);  // called before and after mmap and mprotect, or NULL
    void (*reading)(void *buf, size_t n);  // before read and pread, or NULL
    int interrupt;  // so many calls of read and pread fail with EINTR
    int fail_read;  // this one, from 1, fails with EIO; it counts down
    int refuse;     // the error with which a file is not mapped; 0: none
    long page;      // what the page size is said to be; 0 is the truth
};

extern struct wrap wrap;

#endif
