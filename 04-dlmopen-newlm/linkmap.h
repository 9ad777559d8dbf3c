// linkmap.h - the loader's own answer to "whose address is this?".
//
// The loader keeps a struct link_map for each object that it has loaded, and a
// list of them for each namespace. A file that was loaded into two namespaces
// has two link maps.

#ifndef LINKMAP_H
#define LINKMAP_H

#include <link.h>

// The namespace of the program itself, and of all that dlopen() loads.
#define NAMESPACE_BASE 0

// Returns the link map of what was loaded as handle, or NULL. It is the
// loader's, and is gone after dlclose().
struct link_map *linkmap_of_handle(void *handle);

// Returns the link map of the object in which address lies, or NULL if it lies
// in none, or if this C library cannot tell. All namespaces are searched. Any
// thread may ask, but has to wait while another one is in dlopen() or
// dlclose(), and for a destructor that waits for it: for ever
// (pitfalls/joining.c).
struct link_map *linkmap_of_address(const void *address);

// Returns the number of the namespace that map is in, or -1. Numbers are used
// again after a namespace is gone. It waits as linkmap_of_address() does.
long linkmap_namespace(struct link_map *map);

// Returns the name, without folders, of the file in which address lies; or "a
// copy", or "no file". It is the loader's, and is gone when that file is
// unloaded. From glibc 2.35 on this takes no lock; before, it waits as
// linkmap_of_address() does.
const char *linkmap_file(const void *address);

// Whether linkmap_of_address() works here: with glibc. musl has no dladdr1().
int linkmap_works(void);

#endif
