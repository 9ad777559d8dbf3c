// host.c - loads sensors, has each of them call back, and closes them.
//
// Usage:        host FILE-OR-FOLDER...
//               A folder stands for every *.so in it, sorted by name.
// Exit status:  0 all sensors reported, 1 some could not be used, 2 usage.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "folder.h"
#include "plugin.h"

#define MAX_PLUGINS 16

static struct plugin plugins[MAX_PLUGINS];
static size_t count;

// The callback: a function of the host, which the plugins call. All that it
// learns is a number. Who sent it? That is the question of this book.
static void report(double value)
{
    printf("report: %.1f\n", value);
}

// Returns 0, or 1 after saying what is wrong. One bad plugin must not keep
// the others from working.
static int load(const char *path)
{
    char why[PLUGIN_WHY];
    if (count == MAX_PLUGINS) {
        fprintf(stderr, "host: %s: not loaded: %d sensors are the limit\n",
                path, MAX_PLUGINS);
        return 1;
    }
    if (!plugin_open(&plugins[count], path, why, sizeof why)) {
        fprintf(stderr, "host: %s\n", why);
        return 1;
    }
    printf("loaded: %s from %s\n", plugins[count].sensor->name, path);
    count++;
    return 0;
}

// Loads path itself, or all plugins in it. Returns 0, or 1 after saying what is
// wrong.
static int load_all(const char *path)
{
    struct folder folder;
    if (folder_list(&folder, path) != 0) {
        if (errno == ENOTDIR || errno == ENOENT)
            return load(path);
        fprintf(stderr, "host: %s: cannot list the folder: %s\n", path,
                strerror(errno));
        return 1;
    }

    int failed = folder.count == 0;
    if (failed)
        fprintf(stderr, "host: %s: cannot load: no *.so in it\n", path);
    for (size_t i = 0; i < folder.count; i++)
        failed |= load(folder.paths[i]);
    folder_free(&folder);
    return failed;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: host FILE-OR-FOLDER...\n");
        return 2;
    }

    // Line by line, even into a pipe, so that our lines and those of a plugin,
    // or of stderr, keep their order.
    setvbuf(stdout, NULL, _IOLBF, 0);

    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= load_all(argv[i]);

    for (size_t i = 0; i < count; i++)
        plugins[i].sensor->measure(report);

    // In reverse, like destructors: a later one may use an earlier one.
    while (count > 0)
        plugin_close(&plugins[--count]);

    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
