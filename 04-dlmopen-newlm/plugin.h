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
    struct plugin *next;          // of the list of all that are loaded
};

// Loads the sensor in the file path in that way and calls it name, which is
// copied, and refused if it has more than PLUGIN_NAME bytes. If dlopen()
// returns a plugin that is there already, the name is added to that one's
// names: from inside a callback nobody can tell the two apart. The other ways
// make a new instance each time. Returns the plugin, which stays loaded until
// plugin_close(); or NULL with nothing changed, and then why, of size bytes,
// holds "path: what: reason". (LOAD_WHY bytes are enough.)
struct plugin *plugin_open(enum load_way way, const char *path,
                           const char *name, char *why, size_t size);

// Unloads a plugin, under all its names. No function of it may be running.
// Returns NULL, or why it stays loaded all the same: see unload().
const char *plugin_close(struct plugin *plugin);

// For the names of a plugin that stays, and why.
typedef void plugin_stays(const char *names, const char *why);

// Unloads all of them, the last one first, and calls tell() for each one that
// stays.
void plugin_close_all(plugin_stays *tell);

// The plugin in which the code at address lies, or NULL: the loader is asked
// for the link map of the address, and it is compared with each plugin's. It
// waits for the loader's lock, and no other thread may open or close a plugin
// meanwhile.
struct plugin *plugin_by_linkmap(const void *address);

// The plugin in whose namespace the code at address lies, or NULL if that is
// the host's. So a call by way of libc has a sender too, because it is the
// instance's own libc. Only for plugins that were loaded with LOAD_DLMOPEN. It
// waits, and others have to, as with plugin_by_linkmap().
struct plugin *plugin_by_namespace(const void *address);

// As plugin_by_linkmap(), by the table of address ranges (ranges.h). May be
// called from any thread, also while plugins come and go.
struct plugin *plugin_by_table(const void *address);

#endif
