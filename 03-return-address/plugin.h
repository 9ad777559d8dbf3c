// plugin.h - the loaded sensors, and two ways to find one by an address.

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stddef.h>

#include "sensor.h"

#define PLUGIN_NAMES 4

// Room for any reason. The C library's text may hold the path, our own begins
// with it, and the kernel accepts no path that is longer than PATH_MAX.
#define PLUGIN_WHY (2 * PATH_MAX + 256)

struct plugin {
    const char *names[PLUGIN_NAMES];  // usually one
    int count;                        // of names: how often it is open
    void *handle;                     // from dlopen()
    struct link_map *map;             // the loader's
    const struct sensor *sensor;      // inside the plugin's mapping
    struct plugin *next;              // in the list of all plugins
};

// Loads the sensor in the file path and calls it name. The caller keeps name
// until plugin_close(). If dlopen() returns a plugin that is loaded already,
// that plugin gets one more name: nobody in a callback can tell the two apart.
// Returns the plugin, perhaps one that an earlier call returned. On failure
// returns NULL with nothing changed, and writes "path: what: reason" to why,
// which has room for size bytes (PLUGIN_WHY is enough for any reason). Each
// plugin_open() that returns a plugin needs one plugin_close(). Only one thread
// at a time may open or close.
struct plugin *plugin_open(const char *path, const char *name, char *why,
                           size_t size);

// Removes the plugin's latest name. With the last name it unloads the plugin,
// if the loader does (chapter 1 shows what stays). No function of the plugin
// may be running then, and its reports during the unload have no sender.
void plugin_close(struct plugin *plugin);

// Returns the plugin that address lies in, or NULL. It asks the loader for the
// link map of the address, and compares that with the link map of each plugin.
// It waits for the loader's lock (linkmap.h), and no other thread may open or
// close a plugin meanwhile.
struct plugin *plugin_by_linkmap(const void *address);

// The same by the table of address ranges (ranges.h). Any thread may call this,
// even while plugins come and go.
struct plugin *plugin_by_table(const void *address);

#endif
