// memmove.c - copy bytes to where some of them may come from.

#include "modlib.h"

void *memmove(void *to, const void *from, size_t n)
{
    char *t = to;
    const char *f = from;
    if ((size_t)t - (size_t)f >= n) {  // not into what is still to be copied
        for (size_t i = 0; i < n; i++) {
            t[i] = f[i];
            NO_CALL;
        }
        return to;
    }
    while (n-- > 0) {
        t[n] = f[n];
        NO_CALL;
    }
    return to;
}
