// maps.h - ask the kernel for the rights of pages, and for the process's size.

#ifndef MAPS_H
#define MAPS_H

// Writes the rights of the mapping that holds address, such as "r-xp", to
// rights, or "none" if nothing is mapped there or /proc cannot be read.
void maps_rights(const void *address, char rights[5]);

// Returns how many mappings of this process are both writable and executable,
// or -1 if /proc cannot be read.
int maps_writable_and_executable(void);

// Returns how many mappings this process has, or -1 if /proc cannot be read.
int maps_count(void);

// Returns how many pages of data and stack it has, or -1 if /proc cannot be
// read.
long maps_data_pages(void);

// Writes the rights of the main thread's stack to rights, as maps_rights()
// does.
void maps_stack_rights(char rights[5]);

#endif
