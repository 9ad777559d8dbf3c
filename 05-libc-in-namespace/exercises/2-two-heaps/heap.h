// heap.h - what the mailbox asks its heap, beside malloc() and its kin.

#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

// Counts memory, unless it is a block of this heap of at least size bytes.
void heap_check(void *memory, size_t size);

#endif
