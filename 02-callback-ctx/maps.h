// maps.h - ask the kernel what a page may be used for.

#ifndef MAPS_H
#define MAPS_H

// Puts the rights of the mapping that holds address, such as "r-xp", into
// rights; "none" if nothing is mapped there or /proc cannot be read.
void maps_rights(const void *address, char rights[5]);

// How many mappings of this process are writable and executable at once.
// Returns -1 if /proc cannot be read.
int maps_writable_and_executable(void);

// How many mappings this process has. Returns -1 if /proc cannot be read.
int maps_count(void);

// How many pages of data and stack it has. Returns -1 if /proc cannot be read.
long maps_data_pages(void);

// The rights of the main thread's stack, as maps_rights() gives them.
void maps_stack_rights(char rights[5]);

#endif
