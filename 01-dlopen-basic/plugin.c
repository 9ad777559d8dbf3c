// plugin.c - dlopen() with every check that is possible.

#include <dlfcn.h>
#include <fenv.h>
#include <stdio.h>
#include <string.h>

#include "elf_check.h"
#include "own.h"
#include "plugin.h"
#include "same_code.h"

// dlopen() looks for a name without a slash in the system's library folders,
// and not in the current one. But a user who types "host thermometer.so" means
// the file in the current folder. more is RTLD_NOLOAD or 0.
static void *open_file(const char *path, int more)
{
    char here[PATH_MAX];
    if (strchr(path, '/') == NULL) {
        // A path that is cut short here is too long for the kernel, too, so
        // dlopen() will complain.
        snprintf(here, sizeof here, "./%s", path);
        path = here;
    }

    // The plugin's constructors may change how this thread computes, and
    // nothing else changes it back: see PITFALLS.md, "tiny results".
    fenv_t environment;
    fegetenv(&environment);

    // RTLD_NOW: bind every function the plugin calls before dlopen() returns,
    // so that a missing one is an error here and not a crash in mid-call.
    // RTLD_LOCAL: keep its names out of the way of plugins loaded later.
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | more);
    fesetenv(&environment);
    return handle;
}

// Writes "path: reason", with path only once: some texts of the C libraries
// begin with it.
static void say_why(char *why, size_t size, const char *path,
                    const char *reason)
{
    size_t n = strlen(path);
    if (strncmp(reason, "./", 2) == 0 && strncmp(path, "./", 2) != 0)
        reason += 2;  // open_file() has put it there
    if (strncmp(reason, path, n) == 0 && reason[n] == ':')
        snprintf(why, size, "%s", reason);
    else
        snprintf(why, size, "%s: %s", path, reason);
}

// Finds the table in the file itself, because a library that it needs may have
// one, too. Returns NULL with the reason in why.
static const struct sensor *find_table(void *handle, const char *path,
                                       char *why, size_t size)
{
    const struct sensor *table = own_symbol(handle, SENSOR_SYMBOL);
    if (table == NULL) {
        snprintf(why, size, "%s: not a sensor: it exports no \"%s\"", path,
                 SENSOR_SYMBOL);
        return NULL;
    }

    // abi is safe to read in any version, because it never moves. We may touch
    // nothing after it until we know that the layout is ours.
    if (table->abi != SENSOR_ABI) {
        snprintf(why, size, "%s: wrong sensor ABI: it has %d, this host has %d",
                 path, table->abi, SENSOR_ABI);
        return NULL;
    }
    return table;
}

// Loads the file. Returns NULL with the reason in why.
static void *load(const char *path, char *why, size_t size)
{
    void *loaded = open_file(path, RTLD_NOLOAD);
    void *handle = open_file(path, 0);
    if (handle == NULL) {
        // Get the reason at once: the next dl function may replace it.
        say_why(why, size, path, dlerror());
    } else if (loaded != NULL && !same_code(handle, path)) {
        // The file was replaced, and dlopen() has returned the old plugin.
        snprintf(why, size, "%s: not loaded: %s", path,
                 "an older version is still in memory");
        dlclose(handle);
        handle = NULL;
    }
    if (loaded != NULL)
        dlclose(loaded);
    return handle;
}

bool plugin_open(struct plugin *plugin, const char *path, char *why,
                 size_t size)
{
    if (path[0] == '\0') {
        // To dlopen() the empty path means the host itself.
        snprintf(why, size, "\"\": cannot load: an empty path names no file");
        return false;
    }
    if (!elf_check(path, why, size))
        return false;
    plugin->handle = load(path, why, size);
    if (plugin->handle == NULL)
        return false;

    plugin->sensor = find_table(plugin->handle, path, why, size);
    if (plugin->sensor == NULL) {
        dlclose(plugin->handle);
        return false;
    }
    return true;
}

void plugin_close(struct plugin *plugin)
{
    dlclose(plugin->handle);
    plugin->handle = NULL;
    plugin->sensor = NULL;
}
