// plugin.c - loads and unloads, and keeps the table of addresses up to date.

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linkmap.h"
#include "own.h"
#include "plugin.h"
#include "ranges.h"
#include "segments.h"

#define MAX_SEGMENTS 16

static struct plugin *all;

// Enters the code of this instance into the table. Two instances of one file
// have their code at two addresses, so they are two owners. Returns 0, or -1
// with errno set and nothing entered.
static int enter_ranges(struct plugin *plugin)
{
    struct segment segments[MAX_SEGMENTS];
    int n = segments_of(plugin->map, segments, MAX_SEGMENTS);
    int entered = 0;
    for (int i = 0; i < n && n <= MAX_SEGMENTS; i++) {
        if (!(segments[i].flags & PF_X))
            continue;
        if (ranges_add(segments[i].start, segments[i].size, plugin) != 0) {
            int reason = errno;
            ranges_remove(plugin);
            errno = reason;
            return -1;
        }
        entered++;
    }
    errno = ENOEXEC;
    return entered > 0 ? 0 : -1;
}

// Checks the loaded file and fills in the rest of *plugin. Returns NULL, or why
// the file cannot be used.
static const char *take(struct plugin *plugin)
{
    plugin->map = linkmap_of_handle(plugin->loaded.handle);
    plugin->sensor = own_symbol(plugin->loaded.handle, SENSOR_SYMBOL);
    if (plugin->map == NULL || plugin->sensor == NULL)
        return "not a sensor: it exports no \"" SENSOR_SYMBOL "\"";
    if (plugin->sensor->abi != SENSOR_ABI)
        return "wrong sensor ABI: it was built for another host";
    plugin->space = linkmap_namespace(plugin->map);
    if (enter_ranges(plugin) != 0)
        return errno == ENOSPC ? "no room: the table of addresses is full"
                               : "cannot find its code";
    return NULL;
}

static struct plugin *find_handle(const void *handle)
{
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->loaded.handle != handle)
        plugin = plugin->next;
    return plugin;
}

// Adds one more name for the same handle. It adds the whole name or nothing,
// because half of it might be another plugin's name. Returns plugin, or NULL
// with the reason in why.
static struct plugin *add_name(struct plugin *plugin, const char *path,
                               const char *name, char *why, size_t size)
{
    size_t n = strlen(plugin->names);
    if (n + strlen(" or ") + strlen(name) >= sizeof plugin->names) {
        snprintf(why, size, "%s: too many names for one file", path);
        return NULL;
    }
    snprintf(plugin->names + n, sizeof plugin->names - n, " or %s", name);
    return plugin;
}

struct plugin *plugin_open(enum load_way way, const char *path,
                           const char *name, char *why, size_t size)
{
    struct loaded loaded;
    if (strlen(name) > PLUGIN_NAME) {
        snprintf(why, size, "%s: its name has more than %d bytes", path,
                 PLUGIN_NAME);
        return NULL;
    }
    if (!load(&loaded, way, path, why, size))
        return NULL;
    struct plugin *known = find_handle(loaded.handle);
    if (known != NULL) {
        unload(&loaded);  // dlopen() has counted this; keep one handle
        return add_name(known, path, name, why, size);
    }

    struct plugin *plugin = calloc(1, sizeof *plugin);
    const char *reason = "out of memory";
    if (plugin != NULL) {
        plugin->loaded = loaded;
        reason = take(plugin);
    }
    if (reason != NULL) {
        const char *stays = unload(&loaded);
        snprintf(why, size, "%s: %s%s%s", path, reason,
                 stays == NULL ? "" : "; it stays loaded: ",
                 stays == NULL ? "" : stays);
        free(plugin);
        return NULL;
    }
    snprintf(plugin->names, sizeof plugin->names, "%s", name);
    plugin->next = all;
    all = plugin;
    return plugin;
}

// Removes it from the table and the list, and unloads it. Returns NULL, or why
// it stays.
static const char *take_out(struct plugin *plugin)
{
    // Remove the ranges first: after dlclose() the addresses may belong to
    // another plugin.
    ranges_remove(plugin);
    struct plugin **link = &all;
    while (*link != plugin)
        link = &(*link)->next;
    *link = plugin->next;
    return unload(&plugin->loaded);
}

const char *plugin_close(struct plugin *plugin)
{
    const char *why = take_out(plugin);
    free(plugin);
    return why;
}

void plugin_close_all(plugin_stays *tell)
{
    while (all != NULL) {
        struct plugin *plugin = all;
        const char *why = take_out(plugin);
        if (why != NULL)
            tell(plugin->names, why);
        free(plugin);
    }
}

struct plugin *plugin_by_linkmap(const void *address)
{
    const struct link_map *map = linkmap_of_address(address);
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->map != map)
        plugin = plugin->next;
    return plugin;
}

struct plugin *plugin_by_namespace(const void *address)
{
    struct link_map *map = linkmap_of_address(address);
    long space = map == NULL ? NAMESPACE_BASE : linkmap_namespace(map);
    if (space == NAMESPACE_BASE)
        return NULL;  // any number of plugins may be in the host's
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->space != space)
        plugin = plugin->next;
    return plugin;
}

struct plugin *plugin_by_table(const void *address)
{
    return ranges_find(address);
}
