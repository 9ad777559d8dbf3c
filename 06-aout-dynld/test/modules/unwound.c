// unwound.c - functions that something leaves through, and not by return: an
// unwinder has to find its way out, and what is left behind has to be cleaned
// up. Compiled with -fexceptions, linked with aoutld -f.

#include "test/modules/unwound.h"

static void clean(int *kept)
{
    note_cleaned(*kept);
}

// down() may come back, or not.
int pass_through(void)
{
    int kept __attribute__((cleanup(clean))) = 42;
    down();
    return kept + 1;
}

// A library calls the host for us.
int by_library(void)
{
    int numbers[] = {3, 1, 2};
    sort(numbers, 3, sizeof numbers[0], compare);
    return numbers[0];
}
