// forward.h - give a forwarding library the host's own functions to jump to.
//
// A forwarding library (made by forward.sh from a list of names) defines each
// name as a jump through a pointer. (A variable's name is another thing; see
// forward_macros.S.) The pointers are null until
// forward_fill() has set them. The order: load the library first into a new
// namespace, fill it, and only then load what calls through it.

#ifndef FORWARD_H
#define FORWARD_H

#include <stdbool.h>
#include <stddef.h>

#include "namespace.h"

#define FORWARD_SYMBOL "forward_table"

// One name. The library exports an array of these, the last name null.
// forward_macros.S knows this layout.
struct forward {
    const char *name;
    long is_data;  // 1: a variable, 0: a function
    void *target;  // the host's; null: not filled
};

// Sets every pointer of the library, which is a handle from dlmopen() or
// dlopen(), to what the caller's own namespace has under its name. Returns
// true; or false if one name is missing, is data where a function should be (or
// the reverse), or is a variable of each thread's own, and then why, of size
// bytes, holds "name: reason" and the library must not be used.
bool forward_fill(void *library, char *why, size_t size);

// Loads the forwarding library path into the namespace, as the first of its
// files, and fills it. Returns whether that worked; if not, why, of size bytes,
// holds the reason, and the namespace is to be closed without using it.
bool forward_add(struct namespace *space, const char *path, char *why,
                 size_t size);

#endif
