// host.c - try it by hand: add numbers, replace the plugin, reload it.
//
// Usage:        host TALLY.so
//               Reads lines: a number is added, "r" reloads, and after each
//               line the result is printed.
// Exit status:  0 done, 1 the plugin could not be loaded, 2 usage.

#include <stdio.h>
#include <stdlib.h>

#include "plugin.h"

static void obey(struct plugin *plugin, const char *path, const char *line)
{
    char text[PLUGIN_TEXT] = "";
    if (line[0] == 'r') {
        bool done = plugin_reload(plugin, path, text, sizeof text);
        printf("%s: %s\n", done ? "reloaded" : "refused", text);
    } else {
        plugin->tally->add(strtol(line, NULL, 10));
    }
    printf("%s: %ld\n", plugin->tally->name, plugin->tally->result());
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: host TALLY.so\n");
        return 2;
    }
    struct plugin plugin = {0};
    char text[PLUGIN_TEXT], line[80];
    if (!plugin_open(&plugin, argv[1], text, sizeof text)) {
        fprintf(stderr, "host: %s\n", text);
        return 1;
    }
    while (fgets(line, sizeof line, stdin) != NULL)
        obey(&plugin, argv[1], line);
    plugin_close(&plugin);
    return 0;
}
