// linkmap.h - the loader's own answer to "whose address is this?".
//
// The loader keeps a struct link_map for each object that it has loaded, and a
// list of them for each namespace. A file that was loaded into two namespaces
// has two link maps.

#ifndef LINKMAP_H
#define LINKMAP_H

#include <link.h>

// The namespace of the program itself, and of all that it loads with dlopen().
#define NAMESPACE_BASE 0

// Returns the link map of handle, which is from dlopen() or dlmopen(), or NULL.
// The loader owns the link map, which is gone after dlclose().
struct link_map *linkmap_of_handle(void *handle);

// Returns the link map of the object that address lies in, in any namespace, or
// NULL if it lies in none, or if this C library cannot tell. Any thread may
// call this, but it waits while another thread is in dlopen() or dlclose(). If
// a destructor there waits for this thread, both wait for ever
// (pitfalls/joining.c).
struct link_map *linkmap_of_address(const void *address);

// Returns the number of the namespace that map is in, or -1. The loader reuses
// the number of a namespace that is gone. This takes no lock.
long linkmap_namespace(struct link_map *map);

// Returns the name, without folders, of the file that address lies in, or "a
// copy", or "no file". The loader owns the name, which is gone when that file
// is unloaded. Since glibc 2.35 this takes no lock; before, it waits as
// linkmap_of_address() does.
const char *linkmap_file(const void *address);

// Returns whether linkmap_of_address() works here. It does with glibc; musl has
// no dladdr1().
int linkmap_works(void);

#endif
