// init.c - the constructors and destructors of a module that was a shared
// object: two lists that its linker has made (aoutld -i), each with a nil at
// its end.

#include "dynshared.h"
#include "loader.h"

// Constructors are given what main() is given. Those that want nothing do not
// look; destructors are given nothing.
typedef void constructor(int argc, char *argv[], char *envp[]);
typedef void destructor(void);

// The first word of the list, which the linker has put into the image with an
// end. It was checked like any other export: it lies in the module.
static const ulong *list(Dynobj *o, char *name)
{
    static const ulong none[] = {0};
    const Dynsym *sym = dynfindsym(name, o->export, o->nexport);
    return sym == NULL ? none : (const ulong *)sym->addr;
}

void dyninit(Dynobj *o, int argc, char *argv[], char *envp[])
{
    for (const ulong *at = list(o, "_dyninit"); *at != 0; at++)
        ((constructor *)*at)(argc, argv, envp);
}

void dynfini(Dynobj *o)
{
    for (const ulong *at = list(o, "_dynfini"); *at != 0; at++)
        ((destructor *)*at)();
}
