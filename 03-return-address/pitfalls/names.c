// names.c - what dladdr() knows about a caller: the file, and not the function.
//
// Usage:        names SENSOR.so
// Exit status:  0 done, 1 the sensor could not be loaded, 2 usage.
//
// Only names that the plugin shows to others are in the table that dladdr()
// reads. measure() is static, so it has none.

#include <dlfcn.h>
#include <stdio.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

__attribute__((noinline)) static void report(double value)
{
    Dl_info info;
    (void)value;
    if (dladdr(CALLER(), &info) == 0)
        return;
    printf("file: %s\n", linkmap_file(CALLER()));
    printf("function: %s\n",
           info.dli_sname == NULL ? "no name" : info.dli_sname);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: names SENSOR.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(argv[1], "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "names: %s\n", why);
        return 1;
    }
    plugin->sensor->measure(report);
    plugin_close(plugin);
    return 0;
}
