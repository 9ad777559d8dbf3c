// sorter.h - what sorter_host.c asks of sorter.so.

#ifndef SORTER_H
#define SORTER_H

#include <stddef.h>

typedef int compare_fn(const void *a, const void *b);

// Sorts n values in the order that compare() says, which is called by qsort().
typedef void sort_fn(int *values, size_t n, compare_fn *compare);

#endif
