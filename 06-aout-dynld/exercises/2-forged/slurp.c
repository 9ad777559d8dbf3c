// slurp.c - read all that there is.

#include <stdlib.h>
#include <unistd.h>

#include "slurp.h"

uchar *slurp(int fd, size_t limit, size_t *size)
{
    uchar *bytes = malloc(limit + 1);  // one more: to see that there is more
    if (bytes == NULL)
        return NULL;
    *size = 0;
    while (*size <= limit) {
        ssize_t got = read(fd, bytes + *size, limit + 1 - *size);
        if (got == 0)
            return bytes;
        if (got < 0)
            break;
        *size += (size_t)got;
    }
    free(bytes);
    return NULL;
}
