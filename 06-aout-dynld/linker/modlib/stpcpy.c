// stpcpy.c - copy a string, and say where it ends.

#include "modlib.h"

char *stpcpy(char *restrict to, const char *restrict from)
{
    while ((*to = *from++) != '\0') {
        to++;
        NO_CALL;
    }
    return to;
}
