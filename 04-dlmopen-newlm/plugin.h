// plugin.h - the loaded sensors, and three ways to find one by an address.

#ifndef PLUGIN_H
#define PLUGIN_H

#include <stddef.h>

#include "load.h"
#include "sensor.h"

#define PLUGIN_NAMES 128  // room for all names of one plugin
#define PLUGIN_NAME 60    // bytes of one name, at most

struct plugin {
    char names[PLUGIN_NAMES];     // "kitchen", or "kitchen or cellar"
    struct loaded loaded;         // the handle
    struct link_map *map;         // the loader's
    long space;                   // the number of its namespace
    const struct sensor *sensor;  // inside the plugin's mapping
    struct plugin *next;          // in the list of all plugins
};

// Loads the sensor in the file path in that way and calls it name, which is
// copied. A name of more than PLUGIN_NAME bytes is an error. If dlopen()
// returns a plugin that is loaded already, that plugin gets one more name:
// nobody in a callback can tell the two apart. The other ways make a new
// instance each time. Returns the plugin, which stays loaded until
// plugin_close(). On failure returns NULL with nothing changed, and writes
// "path: what: reason" to why, which has room for size bytes (LOAD_WHY is
// enough). Only one thread at a time may open or close.
struct plugin *plugin_open(enum load_way way, const char *path,
                           const char *name, char *why, size_t size);

// Unloads a plugin, with all its names. None of its functions may be running.
// Returns NULL, or why it stays loaded all the same: see unload().
const char *plugin_close(struct plugin *plugin);

// Receives the names of a plugin that stays, and why it stays.
typedef void plugin_stays(const char *names, const char *why);

// Unloads all plugins, the last one first, and calls tell() for each one that
// stays.
void plugin_close_all(plugin_stays *tell);

// Returns the plugin that address lies in, or NULL. It asks the loader for the
// link map of the address, and compares that with the link map of each plugin.
// It waits for the loader's lock, and no other thread may open or close a
// plugin meanwhile.
struct plugin *plugin_by_linkmap(const void *address);

// Returns the plugin whose namespace address lies in, or NULL if that is the
// host's. So a call through libc has a sender, too, because it comes from the
// instance's own libc. Only for plugins that were loaded with LOAD_DLMOPEN. It
// waits, and other threads have to wait, as with plugin_by_linkmap().
struct plugin *plugin_by_namespace(const void *address);

// Like plugin_by_linkmap(), but by the table of address ranges (ranges.h). Any
// thread may call this, even while plugins come and go.
struct plugin *plugin_by_table(const void *address);

#endif
