// of_one.h - what test/signof.c and test/signof_too.c share: a function in a
// header that asks for a signature: each has a copy.

#ifndef TEST_OF_ONE_H
#define TEST_OF_ONE_H

#include "signof.h"

struct one {
    int a;
};

static inline unsigned long of_one(void)
{
    return signof(struct one);
}

// Prints the other half.
void print_others(void);

#endif
