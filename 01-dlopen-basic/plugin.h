// plugin.h - load one sensor, and unload it again.
//
// The rule: plugin_open() once, use plugin.sensor, plugin_close() once. Every
// pointer that came out of the plugin is dead after plugin_close().

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "sensor.h"

// Room for any reason: the C library's text may hold the path, ours begins with
// it, and the kernel takes none that is longer than PATH_MAX.
#define PLUGIN_WHY (2 * PATH_MAX + 256)

struct plugin {
    void *handle;                 // from dlopen()
    const struct sensor *sensor;  // inside the plugin's mapping
};

// Loads the sensor in the file path. Returns true and fills *plugin, which the
// caller gives to plugin_close() in the end. Returns false and nothing is
// loaded; then why, of size bytes, holds "path: what: reason".
//
// A file that is loaded already is the same plugin again. If another file was
// renamed to its path since then, plugin_open() returns false: the old version
// was not closed, or dlclose() has not unloaded it (see LIFETIME.md).
//
// A path without a slash means the current folder, as for any other file.
bool plugin_open(struct plugin *plugin, const char *path, char *why,
                 size_t size);

// Closes it. The C library unloads it with the last of its users, unless the
// file is one that it never unloads; musl unloads none. The caller sees to it
// that no function of the plugin is running and that nobody keeps a pointer to
// one.
void plugin_close(struct plugin *plugin);

#endif
