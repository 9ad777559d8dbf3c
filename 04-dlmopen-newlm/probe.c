// probe.c - a plugin that says where its parts are.

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

// The address of a variable in libc tells one libc from another.
static const void *libc(void)
{
    return &environ;
}

static const void *look_for(const char *name)
{
    // dlsym() looks at its return address to learn who is asking. A plain
    // "return dlsym(...)" would be a tail call: a jump, and dlsym() would take
    // the host for the caller (chapter 3).
    void *volatile found = dlsym(RTLD_DEFAULT, name);
    return found;
}

__attribute__((visibility("default")))
const struct probe probe = {code, variable, libc, look_for};
