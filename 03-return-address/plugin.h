// plugin.h - the loaded sensors, and the two ways to find one by an address.

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stddef.h>

#include "sensor.h"

#define PLUGIN_NAMES 4

// Room for any reason: the C library's text may hold the path, ours begins with
// it, and the kernel takes none that is longer than PATH_MAX.
#define PLUGIN_WHY (2 * PATH_MAX + 256)

struct plugin {
    const char *names[PLUGIN_NAMES];  // usually one
    int count;                        // of names: how often it was opened
    void *handle;                     // from dlopen()
    struct link_map *map;             // the loader's
    const struct sensor *sensor;      // inside the plugin's mapping
    struct plugin *next;              // of the list of all that are loaded
};

// Loads the sensor in the file path and calls it name, which is not copied. If
// dlopen() returns a plugin that is there already, the name is added to that
// one's names: from inside a callback nobody can tell the two apart. Returns
// the plugin, perhaps the same one again; or NULL with nothing changed, and
// then why, of size bytes (PLUGIN_WHY holds any), holds "path: what: reason".
// Each plugin_open() that returned a plugin is followed by one plugin_close().
struct plugin *plugin_open(const char *path, const char *name, char *why,
                           size_t size);

// Takes back the name that was given last, and with the last name unloads the
// plugin, if the loader does (chapter 1 shows what stays). No function of it
// may be running then, and what it reports while it is unloaded has no sender.
void plugin_close(struct plugin *plugin);

// The plugin in which the code at address lies, or NULL: the loader is asked
// for the link map of the address, and it is compared with each plugin's. It
// waits for the loader's lock (linkmap.h), and no other thread may open or
// close a plugin meanwhile.
struct plugin *plugin_by_linkmap(const void *address);

// The same by the table of address ranges (ranges.h). May be called from any
// thread, also while plugins come and go.
struct plugin *plugin_by_table(const void *address);

#endif
