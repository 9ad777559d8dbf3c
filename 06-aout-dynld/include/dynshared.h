// dynshared.h - what modules that aoutld has made of shared objects need from
// the loader and from the process.
//
// The order of use: dyntable_self() once, dynloadfd() with that table,
// dyninit() if the module was made with -i, dynimport(), ..., dynfini() if
// dyninit() was called, dynobjfree().

#ifndef DYNSHARED_H
#define DYNSHARED_H

#include "dynld.h"

// Makes a table of all that this process offers to a shared object: the dynamic
// symbols of the program (those that -rdynamic exports) and of its libraries,
// as dlsym(RTLD_DEFAULT) finds them, with signature 0, but no thread-local
// variables. Sets *n to the number of names. Returns the table, which the
// caller frees with free() when no module uses it any more, or nil with the
// reason in rerrstr(). The table is right as long as none of those libraries is
// unloaded. Several threads may call this at once.
Dynsym *dyntable_self(int *n);

// Calls the constructors of the module o, in their order, with these arguments,
// which are main()'s. A module that was made without -i has none. Call it once,
// in one thread, before any other code of the module runs. o must not be nil.
void dyninit(Dynobj *o, int argc, char *argv[], char *envp[]);

// Calls its destructors, in their order. They include the functions that the
// module registered with atexit(), if the table has the C library's
// __cxa_finalize().
// Call it once, after dyninit() and before dynobjfree().
void dynfini(Dynobj *o);

#endif
