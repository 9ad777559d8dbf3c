// gate.c - load a driver, if it is what it claims to be: see README.md.

#include <stdio.h>

#include "gate.h"

Dynobj *gate(int fd, Dynsym *exports, int nexport, ulong signature,
             struct driver **driver, char *why)
{
    // TODO: the loader lets an import with signature 0 pass, and does not tell
    // afterwards what the module's signatures were. They are in the file.
    Dynobj *obj = dynloadfd(fd, exports, nexport, GATE_LIMIT);
    if (obj == NULL) {
        rerrstr(why, ERRMAX);
        return NULL;
    }
    // TODO: an export with signature 0 passes, too.
    *driver = dynimport(obj, GATE_SYMBOL, signature);
    if (*driver == NULL) {
        snprintf(why, ERRMAX, "it exports no driver of our type");
        dynobjfree(obj);
        return NULL;
    }
    // TODO: the table's address is in the module, and that is all that is known
    // of it. Where does it end, and where do its pointers lead?
    return obj;
}
