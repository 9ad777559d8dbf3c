// memchr.c - find a byte.

#include "modlib.h"

void *memchr(const void *in, int c, size_t n)
{
    const unsigned char *p = in;
    for (; n > 0; n--, p++) {
        if (*p == (unsigned char)c)
            return (void *)p;
        NO_CALL;
    }
    return NULL;
}
