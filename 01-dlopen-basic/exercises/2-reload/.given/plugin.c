// plugin.c - load a tally, put a new version in its place, close it.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "own.h"
#include "plugin.h"

bool plugin_open(struct plugin *plugin, const char *path, char *text,
                 size_t size)
{
    plugin->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin->handle == NULL) {
        snprintf(text, size, "%s: cannot load: %s", path, dlerror());
        return false;
    }
    plugin->tally = own_symbol(plugin->handle, TALLY_SYMBOL);
    if (plugin->tally != NULL && plugin->tally->abi == TALLY_ABI)
        return true;

    snprintf(text, size, "%s: not a tally of this ABI", path);
    plugin_close(plugin);
    return false;
}

bool plugin_reload(struct plugin *plugin, const char *path, char *text,
                   size_t size)
{
    // TODO: the new one has to know what the old one knew; and if the new one
    // is no good, then the old one has to be there still.
    plugin_close(plugin);
    if (!plugin_open(plugin, path, text, size))
        return false;
    snprintf(text, size, "it is now %s", plugin->tally->name);
    return true;
}

void plugin_close(struct plugin *plugin)
{
    dlclose(plugin->handle);
    plugin->handle = NULL;
    plugin->tally = NULL;
}
