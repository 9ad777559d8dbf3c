// joining.c - looks up the caller while the plugin's destructor waits.
//
// Usage:        joining dlopen|dlmopen|copy linkmap|namespace|table SENSOR.so
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.
//
// dlclose() holds the loader's lock while destructors run, and dladdr1() needs
// it. So a destructor that waits for a thread in dladdr1() waits for ever. All
// this happens in a child, which an alarm ends.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "linkmap.h"
#include "pitfalls/child.h"
#include "plugin.h"

#define SECONDS 1  // for an answer, which takes a few microseconds

struct plan {
    enum load_way way;
    const char *path;
};

static struct plugin *(*find)(const void *address);

// puts(), because the second report comes in a thread that the instance's libc
// has started, and there not all of our libc works (chapter 5).
__attribute__((noinline)) static void report(double value)
{
    (void)value;
    alarm(SECONDS);
    const struct plugin *plugin = find(CALLER());
    alarm(0);
    puts(plugin == NULL ? "child: a report without a sender"
                        : "child: a report of the plugin's");
}

// In the child.
static int use(const void *arg)
{
    const struct plan *plan = arg;
    char why[LOAD_WHY];
    struct plugin *plugin =
        plugin_open(plan->way, plan->path, "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "joining: %s\n", why);
        return 1;
    }
    if (plugin->sensor->setup(0) == 0)
        plugin->sensor->measure(report);
    plugin_close(plugin);
    puts("child: unloaded");
    return 0;
}

int main(int argc, char *argv[])
{
    struct plan plan;
    const char *how = argc == 4 ? argv[2] : "";
    if (strcmp(how, "linkmap") == 0)
        find = plugin_by_linkmap;
    else if (strcmp(how, "namespace") == 0)
        find = plugin_by_namespace;
    else if (strcmp(how, "table") == 0)
        find = plugin_by_table;
    if (find == NULL || !load_way(argv[1], &plan.way)) {
        fprintf(stderr, "usage: joining dlopen|dlmopen|copy "
                        "linkmap|namespace|table SENSOR.so\n");
        return 2;
    }
    if (load_missing(plan.way) != NULL) {
        fprintf(stderr, "joining: %s\n", load_missing(plan.way));
        return 1;
    }
    plan.path = argv[3];
    setvbuf(stdout, NULL, _IOLBF, 0);
    return child_run(use, &plan);
}
