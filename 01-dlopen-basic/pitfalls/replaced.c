// replaced.c - gives a new version the old name while the old one is loaded.
//
// It loads FILE.so, renames NEW.so to its name, as an update does, and loads
// FILE.so again: once while it is still loaded, and once after dlclose(). It
// prints what dlopen() returns, and what plugin_open() says, which compares.
//
// Usage:        replaced FILE.so NEW.so    (NEW.so is gone after that)
// Exit status:  0 done, 1 one could not be loaded or renamed, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "plugin.h"

// Returns the handle, or NULL after saying why.
static void *load(const char *when, const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "replaced: %s\n", dlerror());
        return NULL;
    }
    const struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    printf("%s: %s\n", when, sensor == NULL ? "no sensor" : sensor->name);
    return handle;
}

static void open_checked(const char *path)
{
    static char why[PLUGIN_WHY];
    struct plugin plugin;
    if (!plugin_open(&plugin, path, why, sizeof why)) {
        printf("plugin_open(): %s\n", why);
        return;
    }
    printf("plugin_open(): %s\n", plugin.sensor->name);
    plugin_close(&plugin);
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: replaced FILE.so NEW.so\n");
        return 2;
    }

    void *old = load("loaded", argv[1]);
    if (old == NULL)
        return 1;
    if (rename(argv[2], argv[1]) != 0) {
        perror("replaced: rename");
        return 1;
    }
    void *new = load("replaced and loaded again", argv[1]);
    if (new == NULL)
        return 1;
    open_checked(argv[1]);
    dlclose(new);
    dlclose(old);

    new = load("closed and loaded again", argv[1]);
    if (new == NULL)
        return 1;
    open_checked(argv[1]);
    dlclose(new);
    return 0;
}
