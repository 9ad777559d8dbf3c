// wrapper.c - asks for the return address behind a wrapper, and in the wrapper.
//
// Usage:        wrapper SENSOR.so
// Exit status:  0 done, 1 the sensor could not be loaded, 2 usage.
//
// The plugin calls the wrapper that it got. The wrapper calls the host's
// callback, so the caller of the callback is the wrapper. If the compiler turns
// that call into a jump, the wrapper is not on the stack, and the answer is
// right, by accident. The Makefile builds this with -O0 and with -O2.

#include <stdio.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

static void tell(const char *how, const void *caller)
{
    const struct plugin *plugin = plugin_by_table(caller);
    printf("%s: %s\n", how,
           plugin == NULL ? linkmap_file(caller) : plugin->names[0]);
}

__attribute__((noinline)) static void report(double value)
{
    (void)value;
    tell("behind the wrapper", CALLER());
}

// Such a wrapper might count calls, or take a lock.
__attribute__((noinline)) static void wrapper(double value)
{
    report(value);
}

__attribute__((noinline)) static void report_from(const void *caller,
                                                  double value)
{
    (void)value;
    tell("in the wrapper", caller);
}

// The cure: ask in the function that the plugin calls, and pass the answer on.
__attribute__((noinline)) static void asking_wrapper(double value)
{
    report_from(CALLER(), value);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: wrapper SENSOR.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(argv[1], "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "wrapper: %s\n", why);
        return 1;
    }
    plugin->sensor->measure(wrapper);
    plugin->sensor->measure(asking_wrapper);
    plugin_close(plugin);
    return 0;
}
