// sorter.c - a plugin that passes the host's callback on to its libc.

#include <stdlib.h>

#include "pitfalls/sorter.h"

__attribute__((visibility("default"))) sort_fn sort;

void sort(int *values, size_t n, compare_fn *compare)
{
    qsort(values, n, sizeof values[0], compare);
}
