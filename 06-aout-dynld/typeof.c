// typeof.c - say in C what an object believes a name to be.
//
// Usage:        typeof OBJECT NAME
//               NAME is a function or variable, or "struct TAG". The type comes
//               from the debug information of the object: a module has none.
// Exit status:  0 said, 1 not known, 2 usage.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ld-file.h"
#include "ld-link.h"

int main(int argc, char *argv[])
{
    char why[512];
    uint8_t *bytes;
    struct input input;
    if (argc != 3) {
        fprintf(stderr, "usage: typeof OBJECT NAME\n");
        return 2;
    }
    input.path = argv[1];
    if (!file_read(input.path, &bytes, &input.size)) {
        fprintf(stderr, "typeof: %s: %s\n", input.path, strerror(errno));
        return 1;
    }
    input.bytes = bytes;
    bool done = link_typeof(&input, argv[2], stdout, why, sizeof why);
    if (!done)
        fprintf(stderr, "typeof: %s\n", why);
    free(bytes);
    if (fflush(stdout) != 0) {
        fprintf(stderr, "typeof: standard output: cannot write\n");
        return 1;
    }
    return !done;
}
