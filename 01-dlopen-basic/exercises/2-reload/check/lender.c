// lender.c - a tally, and the library that borrowed.so needs.

#define NAME "lender"
#define FACTOR 1
#define PADDING 0
#include "version.h"

TALLY_EXPORT int lend(void);

int lend(void)
{
    return 1;
}
