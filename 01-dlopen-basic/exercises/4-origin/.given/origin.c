// origin.c - in which file does a plugin find a name?

#include "origin.h"

#include <dlfcn.h>
#include <stdio.h>

#include "own.h"

void origin_find(void *handle, const char *name, char *text, size_t size)
{
    // TODO: the plugin is not the first that the loader asks; and what if
    // nobody has the name?
    Dl_info info = {0};
    dladdr(dlsym(handle, name), &info);
    snprintf(text, size, "%s", info.dli_fname);
}
