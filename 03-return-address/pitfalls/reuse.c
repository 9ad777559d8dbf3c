// reuse.c - after dlclose() the loader maps the next plugin at the same
// address.
//
// Usage:        reuse FIRST.so SECOND.so     (SECOND.so: a copy of FIRST.so)
// Exit status:  0 done, 1 one could not be loaded, 2 usage.
//
// A host that remembers "this address belongs to the first plugin" beyond its
// dlclose() blames the first plugin for what the second does.

#include <stdio.h>

#include "caller.h"
#include "plugin.h"

static const char *remembered_caller;  // a cache that nobody clears
static const char *remembered_name;

static const char *name_of(const char *caller)
{
    const struct plugin *plugin = plugin_by_table(caller);
    return plugin == NULL ? "unknown" : plugin->names[0];
}

__attribute__((noinline)) static void report(double value)
{
    const char *caller = CALLER();
    if (remembered_caller == NULL) {
        remembered_caller = caller;
        remembered_name = name_of(caller);
    }
    printf("report of %.1f\n", value);
    if (caller == remembered_caller)
        printf("  by what was remembered: %s\n", remembered_name);
    else
        printf("  another address\n");
    printf("  by the table: %s\n", name_of(caller));
}

// Returns 0, or 1 after saying what is wrong.
static int use(const char *path)
{
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(path, path, why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "reuse: %s\n", why);
        return 1;
    }
    plugin->sensor->setup(0);
    plugin->sensor->measure(report);
    plugin_close(plugin);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: reuse FIRST.so SECOND.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    return use(argv[1]) || use(argv[2]);
}
