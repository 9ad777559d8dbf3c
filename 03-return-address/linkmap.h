// linkmap.h - the loader's own answer to "whose address is this?".
//
// The loader keeps a struct link_map for each object that it has loaded.
// Comparing the map of an address with the map of a handle says whether the
// address lies in that plugin.

#ifndef LINKMAP_H
#define LINKMAP_H

#include <link.h>

// Returns the link map of what dlopen() returned as handle, or NULL. It is the
// loader's, and is gone after dlclose().
struct link_map *linkmap_of_handle(void *handle);

// Returns the link map of the object in which address lies, or NULL if it lies
// in none (on the stack, say, or in code made at run time), or if this C
// library cannot tell. Any thread may ask, but has to wait while another one is
// in dlopen() or dlclose(), and for a destructor that waits for it: for ever.
struct link_map *linkmap_of_address(const void *address);

// Returns the name, without folders, of the file in which address lies, or "no
// file". It is the loader's, and is gone when that file is unloaded. From glibc
// 2.35 on this takes no lock; before, it waits as linkmap_of_address() does.
const char *linkmap_file(const void *address);

// Whether linkmap_of_address() works here: with glibc. musl has no dladdr1().
int linkmap_works(void);

#endif
