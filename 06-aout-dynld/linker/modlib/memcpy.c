// memcpy.c - copy bytes.

#include "modlib.h"

void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
    char *t = to;
    const char *f = from;
    while (n-- > 0) {
        *t++ = *f++;
        NO_CALL;
    }
    return to;
}
