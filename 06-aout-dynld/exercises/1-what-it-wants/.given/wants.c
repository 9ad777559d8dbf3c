// wants.c - go through a module's imports: see a.out.h, and the chapter's
// FORMAT.md.

#include <stdio.h>

#include "a.out.h"
#include "cursor.h"
#include "wants.h"

int wants(const uchar *file, size_t size, Dynsym *table, int ntable,
          int *nimport)
{
    struct cursor c = {file, size};
    uint magic;
    *nimport = 0;
    if (!take4(&c, &magic))
        return -1;
    // TODO: the rest of the header; what is between it and the imports; the
    // imports. Each of them is looked up in the table.
    (void)table;
    (void)ntable;
    return 0;
}
