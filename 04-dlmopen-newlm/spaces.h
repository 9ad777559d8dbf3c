// spaces.h - the namespaces of this process.
//
// Each is a list of link maps, in the order in which they were loaded. The
// rule: no thread may load or unload while one of these lists is walked.

#ifndef SPACES_H
#define SPACES_H

#include <link.h>
#include <stdint.h>

// Puts the first link map of each namespace in which something is loaded into
// first, at most max of them, the program's own first of all. Returns how many
// there are, or -1 if this C library keeps no list of them (glibc before 2.35).
int spaces_by_loader(struct link_map *first[], int max);

// The same for C libraries without a list: the program's own namespace, and
// those in which the n maps are that the program knows.
int spaces_by_maps(struct link_map *const maps[], int n,
                   struct link_map *first[], int max);

// Returns where the loader itself, ld.so, lies in memory: the l_addr of its
// link maps. (The kernel's AT_BASE says so, too, but not if a program was
// started as "ld.so PROGRAM".) Or 0 if that cannot be found out.
uintptr_t spaces_loader(void);

#endif
