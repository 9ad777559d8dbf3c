// executable.c - the obvious way to give a plugin the host: load the host
// again.
//
// Usage:        executable FILE
// Exit status:  0 it loaded FILE into a new namespace, 1 not, 2 usage.
//
// The Makefile builds this twice, as a position-independent executable and as
// one that is not. The loader refuses both, because linking a program settles
// where its code and its variables are. (The linker has moved a libc variable
// that the program uses, such as stdout, into the program. A second copy of the
// program would have a second one, which nobody fills in.)

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
