// unwound.h - what test/unwind.c and its module have of each other.

#ifndef UNWOUND_H
#define UNWOUND_H

#include <stddef.h>

// The host's.
void note_cleaned(int kept);
void down(void);
int compare(const void *a, const void *b);
void sort(void *base, size_t n, size_t size,
          int (*by)(const void *a, const void *b));

// The module's.
int pass_through(void);
int by_library(void);

#endif
