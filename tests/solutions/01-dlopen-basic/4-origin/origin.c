// origin.c - in which file does a plugin find a name?

#include "origin.h"

#include <dlfcn.h>
#include <stdio.h>

#include "own.h"

// Where the file begins in which address lies, or NULL.
static const void *base_of(const void *address)
{
    Dl_info info;
    return dladdr(address, &info) == 0 ? NULL : info.dli_fbase;
}

// Data of the program, which this file is part of.
static const char here;

// What the loader finds for the plugin: the global scope comes first.
static void *find(void *handle, const char *name)
{
    void *found = dlsym(RTLD_DEFAULT, name);
    return found != NULL ? found : dlsym(handle, name);
}

void origin_find(void *handle, const char *name, char *text, size_t size)
{
    Dl_info info;
    void *found = find(handle, name);
    if (found == NULL || dladdr(found, &info) == 0) {
        snprintf(text, size, "nowhere");
        return;
    }
    const void *own = own_symbol(handle, name);
    const char *file = info.dli_fname;
    if (info.dli_fbase == base_of(&here))
        file = "the program";
    snprintf(text, size, "%s%s", file,
             own == NULL || own == found ? "" : ", not its own");
}
