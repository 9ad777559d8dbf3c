// memory.h - what crowd.c holds of the host's memory.

#ifndef MEMORY_H
#define MEMORY_H

// Returns how many pieces it has from malloc(), calloc() and realloc(), and has
// not given to free().
long memory_held(void);

// Returns how often it has called mmap(), less how often munmap().
long memory_mapped(void);

#endif
