// plugin.c - load and unload, and keep the table of addresses up to date.

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linkmap.h"
#include "plugin.h"
#include "ranges.h"
#include "segments.h"

#define MAX_SEGMENTS 4

static struct plugin *all;

// Enters the plugin's code into the table. Returns 0, or -1 with errno set and
// nothing entered.
static int enter_ranges(struct plugin *plugin)
{
    struct segment segments[MAX_SEGMENTS];
    int n = segments_executable(plugin->handle, segments, MAX_SEGMENTS);
    if (n < 1 || n > MAX_SEGMENTS) {
        errno = ENOEXEC;
        return -1;
    }
    for (int i = 0; i < n; i++) {
        if (ranges_add(segments[i].start, segments[i].size, plugin) != 0) {
            int reason = errno;
            ranges_remove(plugin);
            errno = reason;
            return -1;
        }
    }
    return 0;
}

// Checks what is loaded and fills in the rest of *plugin. Returns NULL, or why
// it cannot be used.
static const char *take(struct plugin *plugin)
{
    plugin->map = linkmap_of_handle(plugin->handle);
    plugin->sensor = dlsym(plugin->handle, SENSOR_SYMBOL);
    if (plugin->map == NULL || plugin->sensor == NULL)
        return "not a sensor: it exports no \"" SENSOR_SYMBOL "\"";
    if (plugin->sensor->abi != SENSOR_ABI)
        return "wrong sensor ABI: it was built for another host";
    if (enter_ranges(plugin) != 0)
        return errno == ENOSPC ? "no room: the table of addresses is full"
                               : "cannot find its code";
    return NULL;
}

static struct plugin *find_handle(const void *handle)
{
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->handle != handle)
        plugin = plugin->next;
    return plugin;
}

// The second name of one handle.
static struct plugin *add_name(struct plugin *plugin, const char *name)
{
    dlclose(plugin->handle);  // dlopen() has counted; we count once
    size_t n = strlen(plugin->names);
    snprintf(plugin->names + n, sizeof plugin->names - n, " or %s", name);
    return plugin;
}

// Loads the file into *plugin. Returns NULL or the reason. Then nothing is
// loaded.
static const char *load(struct plugin *plugin, const char *path)
{
    plugin->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin->handle == NULL) {
        // glibc's text begins with the path; the message has it already.
        const char *reason = dlerror();
        size_t n = strlen(path);
        return strncmp(reason, path, n) == 0 && reason[n] == ':'
                   ? reason + n + 2
                   : reason;
    }
    if (find_handle(plugin->handle) != NULL)
        return NULL;  // one that we know
    const char *reason = take(plugin);
    if (reason != NULL)
        dlclose(plugin->handle);
    return reason;
}

struct plugin *plugin_open(const char *path, const char *name, char *why,
                           size_t size)
{
    struct plugin *plugin = calloc(1, sizeof *plugin);
    const char *reason = plugin == NULL ? "out of memory" : load(plugin, path);
    if (reason != NULL) {
        snprintf(why, size, "%s: %s", path, reason);
        free(plugin);
        return NULL;
    }

    struct plugin *known = find_handle(plugin->handle);
    if (known != NULL) {
        free(plugin);
        return add_name(known, name);
    }
    snprintf(plugin->names, sizeof plugin->names, "%s", name);
    plugin->next = all;
    all = plugin;
    return plugin;
}

void plugin_close(struct plugin *plugin)
{
    // Out of the table first: after dlclose() the addresses may be another's.
    ranges_remove(plugin);
    struct plugin **link = &all;
    while (*link != plugin)
        link = &(*link)->next;
    *link = plugin->next;
    dlclose(plugin->handle);
    free(plugin);
}

struct plugin *plugin_by_linkmap(const void *address)
{
    const struct link_map *map = linkmap_of_address(address);
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->map != map)
        plugin = plugin->next;
    return plugin;
}

struct plugin *plugin_by_table(const void *address)
{
    return ranges_find(address);
}
