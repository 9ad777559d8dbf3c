// sorter.h - the agreement between sorter_host.c and sorter.so.

#ifndef SORTER_H
#define SORTER_H

#include <stddef.h>

typedef int compare_fn(const void *a, const void *b);

// Sorts n values in the order given by compare(), which qsort() calls.
typedef void sort_fn(int *values, size_t n, compare_fn *compare);

#endif
