// sorter.c - a plugin that passes the host's callback on to libc.
//
// The caller of compare() is then qsort(), in libc. The Makefile builds this
// twice: with -DOWN_CODE the plugin puts a function of its own in between.

#include <stdlib.h>

typedef int compare_fn(const void *a, const void *b);

__attribute__((visibility("default"))) void sort(int *values, size_t n,
                                                 compare_fn *compare);

#ifdef OWN_CODE

static compare_fn *host_compare;

static int own_compare(const void *a, const void *b)
{
    // A plain "return host_compare(a, b)" would be a tail call: a jump, so that
    // the caller would not be here either.
    volatile int result = host_compare(a, b);
    return result;
}

void sort(int *values, size_t n, compare_fn *compare)
{
    host_compare = compare;
    qsort(values, n, sizeof values[0], own_compare);
}

#else

void sort(int *values, size_t n, compare_fn *compare)
{
    qsort(values, n, sizeof values[0], compare);
}

#endif
