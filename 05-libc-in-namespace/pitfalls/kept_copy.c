// kept_copy.c - opens and closes copies of one file: does an old one come back?
//
// Usage:        kept_copy NUMBER FILE.so
// Exit status:  0 done, 1 a copy could not be loaded, 2 usage.

#include <stdio.h>
#include <stdlib.h>

#include "copy.h"

// Returns how many of the n handles are equal to handle.
static int known(void *const *handles, long n, const void *handle)
{
    int found = 0;
    for (long i = 0; i < n; i++)
        found += handles[i] == handle;
    return found;
}

int main(int argc, char *argv[])
{
    static void *kept[1000];
    char why[512];
    struct copy copy;
    long rounds = argc == 3 ? atol(argv[1]) : 0, n = 0, back = 0;
    if (rounds < 1 || rounds > 1000) {
        fprintf(stderr, "usage: kept_copy NUMBER FILE.so\n");
        return 2;
    }
    for (long i = 0; i < rounds; i++) {
        if (!copy_open(&copy, argv[2], why, sizeof why)) {
            fprintf(stderr, "kept_copy: %s\n", why);
            return 1;
        }
        void *handle = copy.handle;
        back += known(kept, n, handle);
        if (!copy_close(&copy))
            kept[n++] = handle;
    }
    printf("%ld copies: %ld were kept, %ld came back\n", rounds, n, back);
    return 0;
}
