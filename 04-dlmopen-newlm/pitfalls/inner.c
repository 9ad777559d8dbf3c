// inner.c - a plugin that itself loads a file, into its own namespace.

#include <dlfcn.h>
#include <stddef.h>

#define SHOWN __attribute__((visibility("default")))

SHOWN const char *open_more(const char *path, int mode);

// Returns NULL, or why not. The plugin has to close what it opened: a namespace
// with something left in it is not given back.
const char *open_more(const char *path, int mode)
{
    void *handle = dlopen(path, mode);
    if (handle == NULL)
        return dlerror();
    dlclose(handle);
    return NULL;
}
