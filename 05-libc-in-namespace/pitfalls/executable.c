// executable.c - the obvious way to give a plugin the host: load it again.
//
// Usage:        executable FILE
// Exit status:  0 FILE was loaded into a new namespace, 1 not, 2 usage.
//
// Built twice, as a position-independent executable and as one that is not.
// The loader refuses both: where the code of a program should lie, and where
// its variables are, was settled when it was linked. (A variable of libc's
// that the program uses, such as stdout, has been moved into the program; a
// second copy of the program would have a second one, which nobody fills in.)

#include <stdio.h>

#include "namespace.h"

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: executable FILE\n");
        return 2;
    }
    struct namespace space = {0};
    char why[512];
    if (namespace_add(&space, argv[1], why, sizeof why) == NULL) {
        fprintf(stderr, "executable: %s\n", why);
        return 1;
    }
    printf("loaded\n");
    namespace_close(&space);
    return 0;
}
