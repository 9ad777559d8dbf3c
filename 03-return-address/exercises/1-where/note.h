// note.h - what a plugin may tell the host, and where it said so.

#ifndef NOTE_H
#define NOTE_H

#include <stddef.h>

// The two callbacks. Each adds one line to the journal (journal.h),
//
//     WHERE: WHAT
//
// where WHERE is what where() says of the call.
typedef void (*note_fn)(const char *what);
typedef void (*stop_fn)(const char *what) __attribute__((noreturn));

// A note_fn: a plugin has something to tell.
void note(const char *what);

// As note(), but does not come back.
void stop(const char *what) __attribute__((noreturn));

// Writes where address lies into text, of size bytes (not 0), which is cut if
// it does not fit:
//
//     FILE: FUNCTION+0xOFFSET   where dladdr() has a name for what is there;
//                               the offset is from where that begins
//     FILE+0xOFFSET             in any other place of a file; the offset is
//                               from where the file begins in memory
//     no file                   anywhere else
//
// FILE is without folders, OFFSET as %zx prints it.
void where(const void *address, char *text, size_t size);

#endif
