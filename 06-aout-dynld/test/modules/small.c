// small.c - a bit of everything in few bytes, to be damaged byte by byte.

#include "lent.h"

static int count = 1;
static char zeros[9];
int shared;
static const char *const names[] = {"a", "b"};
int *const lent[] = {lent_row + 1, &count};
const char *small(int x);

const char *small(int x)
{
    shared += lent_add(x, lent_number) + zeros[x]++;
    return names[count++ & 1];
}
