// editobj.c - change an object in ways that no assembler at hand would.
//
// Usage:        editobj OBJECT NEW SECTION type|flags NUMBER
//               editobj OBJECT NEW wide
//               wide: every number of a section stands where an object of more
//               than 65,279 sections has it; or in the index of an archive,
//               as in one of more than 4 GiB.
// Exit status:  0 NEW is written, 1 could not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "test/edit.h"

int main(int argc, char *argv[])
{
    uint8_t *bytes, *wide = NULL;
    size_t size;
    if (argc != 6 && (argc != 4 || strcmp(argv[3], "wide") != 0)) {
        fprintf(stderr, "usage: editobj OBJECT NEW SECTION type|flags NUMBER\n"
                        "       editobj OBJECT NEW wide\n");
        return 2;
    }
    bool done = file_read(argv[1], &bytes, &size);
    if (done && argc == 4)
        done = (wide = (bytes[0] == '!' ? edit_widen_archive : edit_widen)(
                    bytes, size, &size)) != NULL;
    else if (done)
        done = edit_section(bytes, size, argv[3], strcmp(argv[4], "type") == 0,
                            strtoull(argv[5], NULL, 0));
    done = done && file_write(argv[2], wide != NULL ? wide : bytes, size);
    free(bytes);
    free(wide);
    if (!done)
        fprintf(stderr, "editobj: %s: cannot be changed\n", argv[1]);
    return !done;
}
