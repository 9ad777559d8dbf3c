// plugin.h - load a tally, put a new version in its place, close it.

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "tally.h"

// Room for any text: it may hold the path twice.
#define PLUGIN_TEXT (2 * PATH_MAX + 256)

struct plugin {
    void *handle;               // from dlopen()
    const struct tally *tally;  // inside the plugin's mapping
};

// Loads the tally in the file path. Returns true and fills *plugin, which the
// caller gives to plugin_close() in the end. Returns false and nothing is
// loaded; then text, of size bytes, holds "path: reason".
bool plugin_open(struct plugin *plugin, const char *path, char *text,
                 size_t size);

// Puts what is in the file path now in the place of *plugin, with its state.
// path is the one that plugin_open() got. Returns true; text holds "OLD is now
// NEW", their names, and then "; OLD stays loaded" if the C library has not
// unloaded the old one. Returns false with "path: reason" in text, and then
// *plugin is still loaded and goes on as if nothing had been asked.
bool plugin_reload(struct plugin *plugin, const char *path, char *text,
                   size_t size);

// Closes it.
void plugin_close(struct plugin *plugin);

#endif
