// forward.h - give a forwarding library the host's own functions to jump to.
//
// forward.sh makes a forwarding library from a list of names. The library
// defines each name as a jump through a pointer. (A variable's name works
// differently: see forward_macros.S.) The pointers are null until
// forward_fill() sets them. The order: load the library into a new namespace
// first, fill it, and only then load the plugins that call through it.

#ifndef FORWARD_H
#define FORWARD_H

#include <stdbool.h>
#include <stddef.h>

#include "namespace.h"

#define FORWARD_SYMBOL "forward_table"

// One name. The library exports an array of these, in which the last name is
// null. forward_macros.S depends on this layout.
struct forward {
    const char *name;
    long is_data;  // 1: a variable, 0: a function
    void *target;  // in the host; null: not filled in
};

// Sets every pointer of the library, a handle from dlmopen() or dlopen(), to
// the symbol of that name in the caller's own namespace. Returns true. Returns
// false if a name is missing, or is data where a function should be (or the
// reverse), or is a thread-local variable. Then it writes "name: reason" to
// why, which has room for size bytes, and the caller must not use the library.
// Any thread may call this, but only one at a time for each library.
bool forward_fill(void *library, char *why, size_t size);

// Loads the forwarding library path into the namespace, as its first file, and
// fills it. Returns whether that worked. If not, it writes the reason to why,
// which has room for size bytes, and the caller must close the namespace
// without using it.
bool forward_add(struct namespace *space, const char *path, char *why,
                 size_t size);

#endif
