// host.c - one callback without a context, and yet the host finds the sender.
//
// Usage:        host linkmap|table NAME=FILE.so...
//               linkmap: asks the loader whose code is calling
//               table:   looks into a table of address ranges
//               The first name of a file gets channel 0, the second 1.
// Exit status:  0 all reports have a sender, 1 not all, or a sensor could not
//               be used, 2 usage.

#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

#define MAX_NAMES 16

static struct plugin *(*find)(const void *address);
static struct plugin *named[MAX_NAMES];  // two names may share a plugin
static int names, failed;

// Reports a caller that is none of the plugins, by the file that it is in. The
// host never guesses whose report it might have been.
static void report_unknown(const void *caller, double value)
{
    fprintf(stderr, "host: report of %.1f: unknown caller: code in %s\n", value,
            linkmap_file(caller));
    failed = 1;
}

// The callback. noinline, because CALLER() is about the call of this function.
__attribute__((noinline)) static void report(double value)
{
    const void *caller = CALLER();
    const struct plugin *plugin = find(caller);
    if (plugin == NULL) {
        report_unknown(caller, value);
        return;
    }
    for (int i = 0; i < plugin->count; i++)
        printf("%s%s", i == 0 ? "" : " or ", plugin->names[i]);
    printf(": %.1f\n", value);
}

// Chooses the channel: the first name of a plugin gets 0, the second 1. Returns
// 0, or 1 after saying what is wrong.
static int setup(const struct plugin *plugin)
{
    int channel = plugin->count - 1;
    if (plugin->sensor->setup(channel) == 0)
        return 0;
    fprintf(stderr, "host: %s: cannot set up: %s has no channel %d\n",
            plugin->names[channel], plugin->sensor->name, channel);
    return 1;
}

// Loads NAME=FILE.so, and cuts arg in two at the "=". Returns 0, or 1 after
// saying what is wrong; then the sensor is not measured.
static int load(char *arg)
{
    char *equals = strchr(arg, '=');
    char why[PLUGIN_WHY];
    if (equals == NULL || equals == arg || equals[1] == '\0' ||
        names == MAX_NAMES) {
        fprintf(stderr, "host: %s: not loaded: %s\n", arg,
                names == MAX_NAMES ? "too many names"
                                   : "it is not NAME=FILE.so");
        return 1;
    }
    *equals = '\0';
    struct plugin *plugin = plugin_open(equals + 1, arg, why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "host: %s\n", why);
        return 1;
    }
    if (setup(plugin) != 0) {
        plugin_close(plugin);
        return 1;
    }
    named[names++] = plugin;
    return 0;
}

static int usage(void)
{
    fprintf(stderr, "usage: host linkmap|table NAME=FILE.so...\n");
    return 2;
}

int main(int argc, char *argv[])
{
    if (argc < 3)
        return usage();
    if (strcmp(argv[1], "linkmap") == 0)
        find = plugin_by_linkmap;
    else if (strcmp(argv[1], "table") == 0)
        find = plugin_by_table;
    else
        return usage();
    if (find == plugin_by_linkmap && !linkmap_works()) {
        fprintf(stderr, "host: linkmap: cannot: this C library has no "
                        "dladdr1()\n");
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    for (int i = 2; i < argc; i++)
        failed |= load(argv[i]);
    for (int i = 0; i < names; i++)
        named[i]->sensor->measure(report);
    while (names > 0)
        plugin_close(named[--names]);

    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
