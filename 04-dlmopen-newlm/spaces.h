// spaces.h - find the namespaces of this process.
//
// Each is a list of link maps, in loading order. The rule: no thread may load
// or unload while another walks one of these lists.

#ifndef SPACES_H
#define SPACES_H

#include <link.h>
#include <stdint.h>

// Writes the first link map of each namespace that is not empty to first, but
// at most max of them, beginning with the program's own namespace. Returns how
// many there are, or -1 if this C library keeps no list of them (musl, and
// glibc before 2.35).
int spaces_by_loader(struct link_map *first[], int max);

// The same for C libraries without a list: the program's own namespace, and the
// namespaces of the n link maps in maps.
int spaces_by_maps(struct link_map *const maps[], int n,
                   struct link_map *first[], int max);

// Returns where the loader itself, ld.so, lies in memory: the l_addr of its
// link maps. Returns 0 if that cannot be found. (The kernel's AT_BASE says so,
// too, but not if a program was started as "ld.so PROGRAM".)
uintptr_t spaces_loader(void);

#endif
