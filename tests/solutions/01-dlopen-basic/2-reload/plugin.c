// plugin.c - load a tally, put a new version in its place, close it.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "own.h"
#include "plugin.h"

// Writes path in a way that no load before has used: "./x.so", ".//x.so",
// "././x.so" are one file. The bits of a number tell which slashes are doubled.
//
// glibc looks for the name of a file among those that are loaded before it
// looks at the file, so a new file under an old name is not seen. Two ways of
// writing, in turn, are not enough: an unchanged file that is loaded once more
// has both names from then on.
static void respell(const char *path, char *other, size_t size)
{
    static unsigned loads;
    size_t end = (size_t)snprintf(other, size, path[0] == '/' ? "/" : "");
    loads++;
    for (unsigned bit = 1; bit != 0; bit *= 2)
        end += (size_t)snprintf(other + end, size - end,
                                loads & bit ? ".//" : "./");
    snprintf(other + end, size - end, "%s", path);
}

bool plugin_open(struct plugin *plugin, const char *path, char *text,
                 size_t size)
{
    char other[PATH_MAX];
    respell(path, other, sizeof other);
    plugin->handle = dlopen(other, RTLD_NOW | RTLD_LOCAL);
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

// Both are loaded now. Returns NULL, or the reason, and to has changed nothing.
static const char *hand_over(const struct tally *from, const struct tally *to)
{
    size_t size = from->save(NULL, 0);
    char *state = malloc(size + 1);  // one more: the state may be empty
    if (state == NULL)
        return "out of memory";
    from->save(state, size);
    bool done = to->restore(state, size);
    free(state);
    return done ? NULL : "it cannot take the state over";
}

// Is the old version still loaded, now that it is closed? Then its address lies
// in a file. If both are one plugin, nobody has asked for it to be unloaded.
static bool stays(const struct tally *from, const struct tally *to)
{
    Dl_info info;
    return from != to && dladdr(from, &info) != 0;
}

bool plugin_reload(struct plugin *plugin, const char *path, char *text,
                   size_t size)
{
    struct plugin old = *plugin, new;
    if (!plugin_open(&new, path, text, size))
        return false;
    const char *reason = hand_over(old.tally, new.tally);
    if (reason != NULL) {
        snprintf(text, size, "%s: not reloaded: %s", path, reason);
        plugin_close(&new);
        return false;
    }

    // Nothing can fail any more. The old name is read before the old one goes.
    const struct tally *from = old.tally;
    size_t n = (size_t)snprintf(text, size, "%s is now %s", from->name,
                                new.tally->name);
    plugin_close(&old);
    if (n < size && stays(from, new.tally))
        snprintf(text + n, size - n, "; %s stays loaded", from->name);
    *plugin = new;
    return true;
}

void plugin_close(struct plugin *plugin)
{
    dlclose(plugin->handle);
}
