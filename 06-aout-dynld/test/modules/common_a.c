// common_a.c - with -fcommon, a variable that common_b.c has in a larger size.

#include "halves.h"

long common[1];
long other_sum(int x);

int first(int x)
{
    common[0] = 5;
    return (int)other_sum(x);
}
