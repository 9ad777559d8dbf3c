// strcpy.c - copy a string.

#include "modlib.h"

char *strcpy(char *restrict to, const char *restrict from)
{
    char *t = to;
    while ((*t++ = *from++) != '\0')
        NO_CALL;
    return to;
}
