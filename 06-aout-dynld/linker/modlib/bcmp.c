// bcmp.c - are these bytes equal? clang's call where memcmp() would do.

#include "modlib.h"

int bcmp(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n);
}
