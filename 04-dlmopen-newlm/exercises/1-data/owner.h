// owner.h - which instance does this belong to, code or data?

#ifndef OWNER_H
#define OWNER_H

#include "load.h"

#define OWNER_HOST (-1)
#define OWNER_NOBODY (-2)

// Whose is address? list has the n instances that are loaded, by dlmopen or as
// copies, none of them twice. Returns
//
//     its place in list   an address in the instance's own file, or in any
//                         other object of a namespace that is its own
//     OWNER_HOST          in any other object of the host's namespace
//     OWNER_NOBODY        in no object: on the stack, say, or on the heap
//
// (The loader itself, ld.so, is one for all. It counts as the host's.)
int owner_find(const void *address, const struct loaded list[], int n);

// Returns how many objects are in the instance's namespace, itself among them;
// or 0 if it has no namespace of its own.
int owner_objects(const struct loaded *instance);

#endif
