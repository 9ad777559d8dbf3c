// helper.c - asks for the return address in a helper, and in the callback.
//
// Usage:        helper SENSOR.so
// Exit status:  0 done, 1 the sensor could not be loaded, 2 usage.
//
// In a helper, the caller is the callback. If the compiler inlines the helper,
// the answer is right, by accident: such code works with -O2 and not with -O0,
// or the other way round.

#include <stdio.h>

#include "caller.h"
#include "plugin.h"

__attribute__((noinline)) static const void *helper(void)
{
    return CALLER();
}

__attribute__((always_inline)) static inline const void *inlined(void)
{
    return CALLER();
}

static void tell(const char *how, const void *caller)
{
    const struct plugin *plugin = plugin_by_table(caller);
    printf("%s: %s\n", how, plugin == NULL ? "unknown" : plugin->names[0]);
}

__attribute__((noinline)) static void report(double value)
{
    (void)value;
    tell("in a helper", helper());
    tell("in a helper that is inlined", inlined());
    tell("in the callback itself", CALLER());
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: helper SENSOR.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(argv[1], "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "helper: %s\n", why);
        return 1;
    }
    plugin->sensor->measure(report);
    plugin_close(plugin);
    return 0;
}
