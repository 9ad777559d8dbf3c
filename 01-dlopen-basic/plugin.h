// plugin.h - load one sensor, and unload it again.
//
// The rule: plugin_open() once, use plugin.sensor, plugin_close() once. Every
// pointer into the plugin is invalid after plugin_close().

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "sensor.h"

// Room for any reason. The C library's text may hold the path, our own begins
// with it, and the kernel accepts no path that is longer than PATH_MAX.
#define PLUGIN_WHY (2 * PATH_MAX + 256)

struct plugin {
    void *handle;                 // from dlopen()
    const struct sensor *sensor;  // inside the plugin's mapping
};

// Loads the sensor in the file path. Returns true and fills in *plugin, which
// the caller passes to plugin_close() later. On failure returns false with
// nothing loaded, and writes "path: what: reason" to why, which has room for
// size bytes (PLUGIN_WHY is enough for any reason). Any thread may call this.
//
// A file that is loaded already is the same plugin again. If another file was
// renamed to its path since then, plugin_open() returns false with glibc: the
// old version was not closed, or dlclose() has not unloaded it (LIFETIME.md).
// (musl loads the new file as another plugin.)
//
// A path without a slash means the current folder, as for any other file.
bool plugin_open(struct plugin *plugin, const char *path, char *why,
                 size_t size);

// Closes the plugin. The C library unloads it with its last user, unless it is
// a file that is never unloaded; musl unloads no file. The caller makes sure
// that none of the plugin's functions is running, and that nobody keeps a
// pointer to one.
void plugin_close(struct plugin *plugin);

#endif
