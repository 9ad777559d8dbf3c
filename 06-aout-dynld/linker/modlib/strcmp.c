// strcmp.c - compare strings.

#include "modlib.h"

int strcmp(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
        NO_CALL;
    }
    return (unsigned char)*a - (unsigned char)*b;
}
