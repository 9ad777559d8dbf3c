// tool.c - a library with a name() of its own, and a helper for its users.
//
// find_next() is meant to find what comes after the file of its caller. But
// dlsym() looks at *its* caller: this file. If the compiler makes a jump of the
// call, that is find_next()'s caller after all. The Makefile builds this with
// -O0 and with -O2, and once more with another name(), to be the last.

#include <dlfcn.h>

#ifndef WHOSE
#define WHOSE "the tool's"
#endif

#define SHOWN __attribute__((visibility("default")))

SHOWN const char *name(void);
SHOWN void *find_next(const char *wanted);

const char *name(void)
{
    return WHOSE;
}

void *find_next(const char *wanted)
{
    return dlsym(RTLD_NEXT, wanted);
}
