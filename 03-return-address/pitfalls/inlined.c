// inlined.c - a callback that the host calls, too.
//
// Usage:        inlined SENSOR.so
// Exit status:  0 done, 1 the sensor could not be loaded, 2 usage.
//
// The plugin calls heard(), which has a report of the host's own to make. So
// the line should name the program.

#include <stdio.h>

#include "pitfalls/inlined.h"
#include "plugin.h"

static volatile int count;

static void heard(double value)
{
    (void)value;
    report(1.0);
    count++;  // after the call: so it is a call, and not a jump
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: inlined SENSOR.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(argv[1], "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "inlined: %s\n", why);
        return 1;
    }
    plugin->sensor->measure(heard);
    plugin_close(plugin);
    return 0;
}
