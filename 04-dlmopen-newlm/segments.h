// segments.h - where the parts of a loaded object lie.

#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <link.h>
#include <stddef.h>
#include <stdint.h>

struct segment {
    uintptr_t start;
    size_t size;     // bytes
    unsigned flags;  // PF_R, PF_W, PF_X: what may be done there
};

// Puts the segments of the object with this link map, of any namespace, into
// segments, at most max of them, in the order of their addresses. Returns how
// many the object has (more than max is possible), or -1 if that cannot be
// found out.
int segments_of(struct link_map *map, struct segment *segments, int max);

// The same without asking the loader: for C libraries that cannot be asked.
int segments_by_header(struct link_map *map, struct segment *segments, int max);

#endif
