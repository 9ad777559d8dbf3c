// module.c - all that is in a module, in the order in which it has to be
// read.

#include <stdlib.h>

#include "dump.h"

void dump_read(struct dump *dump)
{
    if (!dump_header(dump))
        return;
    dump_section(dump);
    dump_exports(dump);  // what it is, the relocations say
}

void dump_free(struct dump *dump)
{
    free(dump->imports);
    free(dump->relocs);
    free(dump->sorted);
    free(dump->exports);
}
