// names.c - dladdr() knows the file of a caller, but not the function.
//
// Usage:        names SENSOR.so
// Exit status:  0 done, 1 the sensor could not be loaded, 2 usage.
//
// dladdr() reads the table of dynamic symbols, which has only the names that
// the plugin exports. measure() is static, so it is not there.

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
