// preload.c - a rand() to put in the place of libc's, with LD_PRELOAD.

#include <stdlib.h>

__attribute__((visibility("default"))) int rand(void)
{
    return 4;
}
