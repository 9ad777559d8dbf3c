// makesamples.c - write the modules of samples.c to files.
//
// Usage:        makesamples FOLDER
// Exit status:  0 written, 1 could not, 2 usage.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "object/file.h"
#include "test/samples.h"

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: makesamples FOLDER\n");
        return 2;
    }
    for (const struct sample *s = samples; s->name != NULL; s++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[1], s->name);
        if (!file_write(path, s->bytes, s->size)) {
            fprintf(stderr, "makesamples: %s: %s\n", path, strerror(errno));
            return 1;
        }
    }
    return 0;
}
