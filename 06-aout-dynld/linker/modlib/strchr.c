// strchr.c - find a character; the zero at the end is one.

#include "modlib.h"

char *strchr(const char *s, int c)
{
    while (*s != (char)c) {
        if (*s++ == '\0')
            return NULL;
        NO_CALL;
    }
    return (char *)s;
}
