// segments.h - find where the parts of a loaded object lie.

#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <link.h>
#include <stddef.h>
#include <stdint.h>

struct segment {
    uintptr_t start;
    size_t size;     // bytes
    unsigned flags;  // the rights: PF_R, PF_W, PF_X
};

// Writes the segments of the object with this link map, in any namespace, to
// segments, but at most max of them, in the order of their addresses. Returns
// how many the object has (it may be more than max), or -1 if they cannot be
// found.
int segments_of(struct link_map *map, struct segment *segments, int max);

// The same without dlinfo(), for C libraries whose dlinfo() lacks the headers.
int segments_by_header(struct link_map *map, struct segment *segments, int max);

#endif
