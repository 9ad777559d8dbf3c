// dynshared.h - for modules that aoutld has made of shared objects: what they
// expect of a loader, and of the process that they are loaded into.
//
// The order of use: dyntable_self() once, dynloadfd() with that table,
// dyninit() if the module was made with -i, dynimport(), ..., dynfini() if
// dyninit() was called, dynobjfree().

#ifndef DYNSHARED_H
#define DYNSHARED_H

#include "dynld.h"

// A table of all that this process offers to what dlopen() loads: the dynamic
// symbols of the program (those that -rdynamic shows) and of its libraries, as
// dlsym(RTLD_DEFAULT) finds them, with signature 0; no variables of a thread.
// Puts the number of names into *n. Returns the table, which the caller frees
// by free() when no module uses it any more; or nil, with a reason in
// rerrstr(). It is right as long as none of those libraries is unloaded. May be
// called from several threads at once.
Dynsym *dyntable_self(int *n);

// Calls the constructors of the module o, in their order, with these arguments,
// which are main()'s. A module that was made without -i has none. Call it once,
// before anything else of the module, in one thread. o may not be nil.
void dyninit(Dynobj *o, int argc, char *argv[], char *envp[]);

// Calls its destructors, in their order. Among them is what the module left
// behind with atexit(), if the table has the C library's __cxa_finalize().
// Call it once, after dyninit() and before dynobjfree().
void dynfini(Dynobj *o);

#endif
