// listmod.c - list what is in a module, after checking every rule.
//
// Usage:        listmod MODULE
// Exit status:  0 good, 1 a rule is broken, 2 usage.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "test/modfile.h"

int main(int argc, char *argv[])
{
    uint8_t *bytes;
    size_t size;
    if (argc != 2) {
        fprintf(stderr, "usage: listmod MODULE\n");
        return 2;
    }
    if (!file_read(argv[1], &bytes, &size)) {
        fprintf(stderr, "listmod: %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    const char *wrong = modfile_check(bytes, size, stdout);
    if (wrong)
        fprintf(stderr, "listmod: %s: %s\n", argv[1], wrong);
    free(bytes);
    return wrong != NULL;
}
