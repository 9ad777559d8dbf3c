// sorts.c - sorts, with the qsort() of a C library that it brings along.

#include <stdlib.h>

int plain(int x);

static int down(const void *a, const void *b)
{
    int i = *(const int *)a, j = *(const int *)b;
    return (i < j) - (i > j);
}

// 97531
int plain(int x)
{
    int numbers[] = {3, 9, 1, 7, 4 + x}, digits = 0;
    qsort(numbers, 5, sizeof numbers[0], down);
    for (int i = 0; i < 5; i++)
        digits = 10 * digits + numbers[i];
    return digits;
}
