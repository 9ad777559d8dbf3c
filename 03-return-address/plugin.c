// plugin.c - loads and unloads, and keeps the table of addresses up to date.

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "linkmap.h"
#include "own.h"
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

static const char *why_not_entered(int reason)
{
    switch (reason) {
    case ENOSPC:
        return "no room: the table of addresses is full";
    case EEXIST:
        return "not entered: its addresses are another plugin's";
    default:
        return "not entered: cannot find its code";
    }
}

// Checks the loaded file and fills in the rest of *plugin. Returns NULL, or why
// the file cannot be used.
static const char *take(struct plugin *plugin)
{
    plugin->map = linkmap_of_handle(plugin->handle);
    plugin->sensor = own_symbol(plugin->handle, SENSOR_SYMBOL);
    if (plugin->map == NULL || plugin->sensor == NULL)
        return "not a sensor: it exports no \"" SENSOR_SYMBOL "\"";
    if (plugin->sensor->abi != SENSOR_ABI)
        return "wrong sensor ABI: it was built for another host";
    if (enter_ranges(plugin) != 0)
        return why_not_entered(errno);
    return NULL;
}

static struct plugin *find_handle(const void *handle)
{
    struct plugin *plugin = all;
    while (plugin != NULL && plugin->handle != handle)
        plugin = plugin->next;
    return plugin;
}

// Returns why dlopen() failed. glibc's text begins with the path, which our
// message has already.
static const char *why_not_loaded(const char *path)
{
    const char *reason = dlerror();
    size_t n = strlen(path);
    return strncmp(reason, path, n) == 0 && reason[n] == ':' ? reason + n + 2
                                                             : reason;
}

// Returns a new entry of the list for handle, or NULL after setting *reason.
static struct plugin *enter(void *handle, const char **reason)
{
    struct plugin *plugin = calloc(1, sizeof *plugin);
    if (plugin == NULL) {
        *reason = "out of memory";
        return NULL;
    }
    plugin->handle = handle;
    *reason = take(plugin);
    if (*reason != NULL) {
        free(plugin);
        return NULL;
    }
    plugin->next = all;
    all = plugin;
    return plugin;
}

// Returns why path cannot be a plugin, or NULL if dlopen() is to find out.
// (Given a FIFO, dlopen() would wait until somebody writes to it. A name
// without a slash is left to the loader's search.)
static const char *why_no_file(const char *path)
{
    struct stat file;
    if (strchr(path, '/') == NULL || stat(path, &file) != 0 ||
        S_ISREG(file.st_mode))
        return NULL;
    return S_ISDIR(file.st_mode)    ? "cannot load: it is a folder, not a file"
           : S_ISFIFO(file.st_mode) ? "cannot load: it is a FIFO, not a file"
           : S_ISSOCK(file.st_mode) ? "cannot load: it is a socket, not a file"
                                    : "cannot load: it is a device, not a file";
}

// Loads the file, and adds name to the names of its plugin. Returns the plugin,
// or NULL after setting *reason and undoing dlopen().
static struct plugin *load(const char *path, const char *name,
                           const char **reason)
{
    *reason = why_no_file(path);
    if (*reason != NULL)
        return NULL;
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        *reason = why_not_loaded(path);
        return NULL;
    }
    struct plugin *known = find_handle(handle);
    struct plugin *plugin = known != NULL ? known : enter(handle, reason);
    if (plugin != NULL && plugin->count == PLUGIN_NAMES) {
        *reason = "too many names for one file";
        plugin = NULL;
    }
    // The loader counts how often a file is open. We count the names, and keep
    // one handle for all of them.
    if (plugin == NULL || known != NULL)
        dlclose(handle);
    if (plugin != NULL)
        plugin->names[plugin->count++] = name;
    return plugin;
}

struct plugin *plugin_open(const char *path, const char *name, char *why,
                           size_t size)
{
    const char *reason;
    struct plugin *plugin = load(path, name, &reason);
    if (plugin == NULL)
        snprintf(why, size, "%s: %s", path, reason);
    return plugin;
}

void plugin_close(struct plugin *plugin)
{
    if (--plugin->count > 0)
        return;
    // Remove the ranges first: after dlclose() the addresses may belong to
    // another plugin.
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
