// linkmap.h - the loader's own answer to "whose address is this?".
//
// The loader keeps a struct link_map for each object that it has loaded.
// Comparing the map of an address with the map of a handle says whether the
// address lies in that plugin.

#ifndef LINKMAP_H
#define LINKMAP_H

#include <link.h>

// Returns the link map of handle, which is from dlopen(), or NULL. The loader
// owns the link map, which is gone after dlclose().
struct link_map *linkmap_of_handle(void *handle);

// Returns the link map of the object that address lies in, or NULL if it lies
// in none (on the stack, say, or in code made at run time), or if this C
// library cannot tell. Any thread may call this, but it waits while another
// thread is in dlopen() or dlclose(). If a destructor there waits for this
// thread, both wait for ever.
struct link_map *linkmap_of_address(const void *address);

// Returns the name, without folders, of the file that address lies in, or "no
// file". The loader owns the name, which is gone when that file is unloaded.
// Since glibc 2.35 this takes no lock; before, it waits as linkmap_of_address()
// does.
const char *linkmap_file(const void *address);

// Returns whether linkmap_of_address() works here. It does with glibc; musl has
// no dladdr1().
int linkmap_works(void);

#endif
