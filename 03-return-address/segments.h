// segments.h - find where the code of a loaded object lies.

#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <stddef.h>
#include <stdint.h>

struct segment {
    uintptr_t start;
    size_t size;  // bytes
};

// Writes the executable segments of handle, which is from dlopen(), to
// segments, but at most max of them. Returns how many the object has (usually
// one; it may be more than max), or -1 if the loader does not know the object.
// Any thread may call this; it takes the loader's lock.
int segments_executable(void *handle, struct segment *segments, int max);

#endif
