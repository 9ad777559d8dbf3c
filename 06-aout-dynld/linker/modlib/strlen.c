// strlen.c - count characters.

#include "modlib.h"

size_t strlen(const char *s)
{
    const char *end = s;
    while (*end != '\0') {
        end++;
        NO_CALL;
    }
    return (size_t)(end - s);
}
