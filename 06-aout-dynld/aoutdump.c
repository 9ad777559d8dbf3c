// aoutdump.c - print what is in a module.
//
// Usage:        aoutdump [-x] MODULE
//               Header, sections, exports, imports, relocations, in columns.
//               -x prints each byte of the file, and what it means.
//               The module may be for any machine that modules are made for.
// Exit status:  0 printed, 1 something is wrong with it (what could be read is
//               printed all the same), 2 usage.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "ld-file.h"

static int usage(void)
{
    fprintf(stderr, "usage: aoutdump [-x] MODULE\n");
    return 2;
}

int main(int argc, char *argv[])
{
    bool bytes = argc > 1 && strcmp(argv[1], "-x") == 0;
    if (argc != 2 + bytes || argv[1 + bytes][0] == '-')
        return usage();
    const char *path = argv[1 + bytes];
    uint8_t *file;
    size_t size;
    if (!file_read(path, &file, &size)) {
        fprintf(stderr, "aoutdump: %s: %s\n", path, strerror(errno));
        return 1;
    }

    struct dump dump = {.bytes = file, .size = size};
    dump_read(&dump);
    (bytes ? dump_bytes : dump_columns)(&dump, stdout);
    bool printed = fflush(stdout) == 0;
    dump_complain(&dump, path, stderr);
    if (!printed)
        fprintf(stderr, "aoutdump: standard output: %s\n", strerror(errno));
    bool right = dump.ncomplaints == 0 && printed;
    dump_free(&dump);
    free(file);
    return right ? 0 : 1;
}
