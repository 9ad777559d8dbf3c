// segments.h - where the code of a loaded object lies.

#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <stddef.h>
#include <stdint.h>

struct segment {
    uintptr_t start;
    size_t size;  // bytes
};

// Puts the executable segments of what dlopen() returned as handle into
// segments, at most max of them. Returns how many the object has (usually one;
// more than max is possible), or -1 if the loader does not know it.
int segments_executable(void *handle, struct segment *segments, int max);

#endif
