// memset.c - fill bytes.

#include "modlib.h"

void *memset(void *to, int c, size_t n)
{
    unsigned char *t = to;
    while (n-- > 0) {
        *t++ = (unsigned char)c;
        NO_CALL;
    }
    return to;
}
