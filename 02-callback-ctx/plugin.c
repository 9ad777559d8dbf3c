// plugin.c - dlopen() and the checks of chapter 1, for any table.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "plugin.h"

const void *plugin_open(const char *path, const char *symbol, int abi,
                        void **handle, char *why, size_t size)
{
    *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (*handle == NULL) {
        // glibc's text begins with the path already.
        const char *reason = dlerror();
        if (strncmp(reason, path, strlen(path)) == 0)
            snprintf(why, size, "%s", reason);
        else
            snprintf(why, size, "%s: %s", path, reason);
        return NULL;
    }

    const int *table = dlsym(*handle, symbol);
    if (table != NULL && *table == abi)
        return table;

    if (table == NULL)
        snprintf(why, size, "%s: not a plugin of this kind: no \"%s\" in it",
                 path, symbol);
    else
        snprintf(why, size, "%s: wrong ABI: it has %d, this host has %d", path,
                 *table, abi);
    dlclose(*handle);
    *handle = NULL;
    return NULL;
}
