// inner.c - a plugin that loads something itself: into its own namespace.

#include <dlfcn.h>
#include <stddef.h>

#define SHOWN __attribute__((visibility("default")))

SHOWN const char *open_more(const char *path, int mode);

// Returns NULL, or why not. The plugin closes what it opened, in time: what is
// left in a namespace keeps it from being given back.
const char *open_more(const char *path, int mode)
{
    void *handle = dlopen(path, mode);
    if (handle == NULL)
        return dlerror();
    dlclose(handle);
    return NULL;
}
