// frames.c - dynframes(): make a module known to the compiler's unwinder.
//
// An unwinder finds the caller of a function in a table, .eh_frame. For what
// the C library has loaded it asks dl_iterate_phdr(); of others it has to be
// told. The functions for that are in libgcc, the compiler's own library, which
// it links with every program that refers to one of them: as one does that
// calls dynframes(), and no other.

#include <stdlib.h>

#include "loader/debug/debug.h"

void __register_frame(void *table);
void __deregister_frame(void *table);

// The name under which the linker exports the table (aoutld -f).
#define FRAMES "_dynframes"

struct framed {
    struct hook hook;
    void *table;
};

static void forget(struct hook *hook, Dynobj *o)
{
    (void)o;
    __deregister_frame(((struct framed *)hook)->table);
    free(hook);
}

// libgcc reads on until four zero bytes end the table. Text is the module's
// own: what is not there must not be looked for behind it.
static bool ends(const Dynobj *o, const uchar *table)
{
    ulong left = (ulong)(o->base + o->text - table);
    while (left >= 4) {
        uint size = table[0] | (uint)table[1] << 8 | (uint)table[2] << 16 |
                    (uint)table[3] << 24;
        if (size == 0)
            return true;
        if (size > left - 4)
            return false;
        table += 4 + size;
        left -= 4 + size;
    }
    return false;
}

int dynframes(Dynobj *o)
{
    uchar *table = dynimport(o, FRAMES, 0);
    struct framed *framed = NULL;
    if (dynhooked(o, forget))
        werrstr("unwinders know the module already");
    else if (table == NULL)
        werrstr("no unwind tables: link the module with aoutld -f");
    else if (table < o->base || table >= o->base + o->text || !ends(o, table))
        werrstr("damaged unwind tables");
    else if ((framed = malloc(sizeof *framed)) == NULL)
        werrstr("out of memory");
    if (framed == NULL)
        return -1;
    framed->table = table;
    __register_frame(table);
    dynhook(o, &framed->hook, forget);
    return 0;
}
