// host.c - one callback without a context, and several instances of a file.
//
// Usage:        host dlopen|dlmopen|copy linkmap|namespace|table
//               NAME=FILE.so...
//               How to load:
//                 dlopen:    a file is loaded once
//                 dlmopen:   each into a namespace of its own
//                 copy:      each from a copy of the file
//               How to find the caller:
//                 linkmap:   asks the loader whose code is calling
//                 namespace: asks it for the namespace of that code
//                 table:     looks into a table of address ranges
//               The first name of a file gets channel 0, the second 1.
// Exit status:  0 all reports have a sender, 1 not all, or a sensor could not
//               be used, 2 usage.

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

#define MAX_NAMES 32

struct named {
    struct plugin *plugin;  // with dlopen, two names may share it
    const char *path;
};

static enum load_way way;
static struct plugin *(*find)(const void *address);
static struct named named[MAX_NAMES];
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
    // A thread of an instance was started by the instance's libc, and our libc
    // has set nothing up in it: printf() of a double would crash (chapter 5).
    uselocale(LC_GLOBAL_LOCALE);
    const struct plugin *plugin = find(caller);
    if (plugin == NULL)
        report_unknown(caller, value);
    else
        printf("%s: %.1f\n", plugin->names, value);
}

// Returns how many names this file has already.
static int next_channel(const char *path)
{
    int channel = 0;
    for (int i = 0; i < names; i++)
        channel += strcmp(named[i].path, path) == 0;
    return channel;
}

// Reports a plugin that was closed and stays loaded.
static void tell_stays(const char *who, const char *why)
{
    fprintf(stderr, "host: %s: stays loaded: %s\n", who, why);
}

// Closes a plugin that could not be set up: it would measure channel 0, which
// belongs to another name. With dlopen the plugin may have an earlier name, and
// then it stays open.
static void drop(struct plugin *plugin, const char *name)
{
    for (int i = 0; i < names; i++) {
        if (named[i].plugin == plugin)
            return;
    }
    const char *why = plugin_close(plugin);
    if (why != NULL)
        tell_stays(name, why);
}

// Loads NAME=FILE.so, and cuts arg in two at the "=". Returns 0, or 1 after
// saying what is wrong.
static int load_named(char *arg)
{
    char *equals = strchr(arg, '=');
    char why[LOAD_WHY];
    if (equals == NULL || names == MAX_NAMES) {
        fprintf(stderr, "host: %s: not loaded: %s\n", arg,
                equals == NULL ? "it is not NAME=FILE.so" : "too many names");
        return 1;
    }
    const char *name = arg;
    *equals = '\0';
    struct plugin *plugin = plugin_open(way, equals + 1, name, why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "host: %s: %s\n", name, why);
        return 1;
    }

    int channel = next_channel(equals + 1);
    if (plugin->sensor->setup(channel) != 0) {
        fprintf(stderr, "host: %s: cannot set up: %s has no channel %d\n", name,
                plugin->sensor->name, channel);
        drop(plugin, name);
        return 1;
    }
    named[names++] = (struct named){plugin, equals + 1};
    return 0;
}

// A file that cannot be loaded must not keep the rest from working.
static void load_all(int n, char *args[])
{
    int bad = 0;
    for (int i = 0; i < n; i++)
        bad += load_named(args[i]);
    if (bad > 0 && names > 0)
        fprintf(stderr, "host: %d loaded, and kept\n", names);
    failed |= bad > 0;
}

// Sets way and find. Returns 0, or -1 for words that it does not know.
static int choose(const char *how_to_load, const char *how_to_find)
{
    static const struct {
        const char *name;
        struct plugin *(*find)(const void *address);
    } ways[] = {{"linkmap", plugin_by_linkmap},
                {"namespace", plugin_by_namespace},
                {"table", plugin_by_table}};
    for (int i = 0; i < 3; i++) {
        if (strcmp(how_to_find, ways[i].name) == 0)
            find = ways[i].find;
    }
    return load_way(how_to_load, &way) && find != NULL ? 0 : -1;
}

int main(int argc, char *argv[])
{
    if (argc < 4 || choose(argv[1], argv[2]) != 0) {
        fprintf(stderr, "usage: host dlopen|dlmopen|copy "
                        "linkmap|namespace|table NAME=FILE.so...\n");
        return 2;
    }
    const char *missing = load_missing(way);
    if (missing == NULL && find != plugin_by_table && !linkmap_works())
        missing = "dladdr1: not in this C library";
    if (missing != NULL) {
        fprintf(stderr, "host: %s\n", missing);
        return 1;
    }
    // Line by line, even into a pipe.
    setvbuf(stdout, NULL, _IOLBF, 0);

    load_all(argc - 3, argv + 3);
    for (int i = 0; i < names; i++)
        named[i].plugin->sensor->measure(report);
    plugin_close_all(tell_stays);

    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
