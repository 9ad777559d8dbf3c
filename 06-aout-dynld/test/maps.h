// maps.h - what the kernel says about this process's memory.

#ifndef TEST_MAPS_H
#define TEST_MAPS_H

#include <stdbool.h>

// The rights of the page at address, as "r-xp", in a buffer that the next call
// overwrites; "none" if nothing is mapped there.
const char *maps_rights(const void *address);

// Is it a page of a file there, or a copy of one?
bool maps_file(const void *address);

// Is any page both writable and executable?
bool maps_both(void);

// How many mappings there are.
int maps_count(void);

#endif
