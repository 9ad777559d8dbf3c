// source.h - bytes in memory as a file that a module is loaded from.

#ifndef TEST_SOURCE_H
#define TEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "dynld.h"

// With file set it is a true file, and dynloadfd() loads it: then the other
// members but bytes, n and at mean nothing.
struct source {
    const uchar *bytes;
    size_t n;
    uvlong at;
    long most;           // what one read returns at most; 0 is no limit
    bool pipe;           // seek fails
    int reads, seeks;    // calls so far
    long asked;          // the most that a read was asked for
    int fail_read;       // this one, from 1, returns -1
    int fail_seek;       // this one returns -1
    long lie;            // what the read that fails returns, instead of -1
    void (*step)(void);  // called in every callback, or NULL
    bool file;
};

// The callbacks; file is a struct source. They abort() the test if they are
// called in a way that dynld.h rules out.
long source_read(void *file, void *buf, long nbytes);

// See source_read().
vlong source_seek(void *file, vlong n, int type);

// Loads with these callbacks, or from a file: as dynloadfd() has no err, there
// the error string counts as its text. The calls of err are counted, and its
// text is kept, for each thread.
Dynobj *source_load(struct source *s, Dynsym *exports, int nexport,
                    ulong maxsize);

// How often err was called during the last source_load().
int err_calls(void);

// With what: "" if it was not called.
const char *err_text(void);

#endif
