// probe.c - a plugin that says where it has what.

#include <dlfcn.h>
#include <stdint.h>
#include <unistd.h>

#include "probe.h"

static int one_variable = 1;

static const void *variable(void)
{
    return &one_variable;
}

static const void *code(void)
{
    return (const void *)(uintptr_t)variable;
}

// A variable of libc's tells one libc from another.
static const void *libc(void)
{
    return &environ;
}

static const void *look_for(const char *name)
{
    // dlsym() looks at its return address to learn whose names are meant. A
    // plain "return dlsym(...)" is a tail call: a jump, and the host would be
    // the one that asks (chapter 3).
    void *volatile found = dlsym(RTLD_DEFAULT, name);
    return found;
}

__attribute__((visibility("default")))
const struct probe probe = {code, variable, libc, look_for};
