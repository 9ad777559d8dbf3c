// unwound.h - what test/unwind.c and its module have of each other.

#ifndef UNWOUND_H
#define UNWOUND_H

#include <stddef.h>

// The host's. Remembers kept: the module has cleaned up on the way.
void note_cleaned(int kept);

// The host's. Leaves upwards, in the way that test/unwind.c has chosen, or
// returns.
void down(void);

// The host's, for sort(): goes up the stack, and compares two ints.
int compare(const void *a, const void *b);

// The host's: qsort(), so that a library's frame lies between the module and
// the host.
void sort(void *base, size_t n, size_t size,
          int (*by)(const void *a, const void *b));

// The module's: calls down(), and has something to clean up. Returns 43.
int pass_through(void);

// The module's: has sort() call compare(). Returns the least of three numbers.
int by_library(void);

#endif
