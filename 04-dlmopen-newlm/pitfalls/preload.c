// preload.c - a rand() that replaces libc's, with LD_PRELOAD.

#include <stdlib.h>

__attribute__((visibility("default"))) int rand(void)
{
    return 4;
}
