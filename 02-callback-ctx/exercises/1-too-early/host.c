// host.c - try it by hand: a kitchen counts, then a cellar in its place.
//
// Usage:        host METER.so    (valgrind shows what it cannot)
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "meter.h"
#include "plugin.h"

struct place {
    const char *name;
};

static void report(void *ctx, long sum)
{
    const struct place *place = ctx;
    printf("%s: %ld\n", place->name, sum);
}

// The notifier: from here on nobody may look at the place.
static void gone(void *ctx)
{
    struct place *place = ctx;
    printf("%s: gone\n", place->name);
    place->name = "(a place that is gone)";
    free(place);
}

// Returns a listener with a context of its own.
static struct listener listener(const char *name)
{
    struct place *place = malloc(sizeof *place);
    if (place == NULL)
        abort();
    place->name = name;
    return (struct listener){report, place, gone};
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: host METER.so\n");
        return 2;
    }
    void *handle;
    char why[PLUGIN_WHY];
    const struct meter *meter =
        plugin_open(argv[1], METER_SYMBOL, METER_ABI, &handle, why, sizeof why);
    if (meter == NULL) {
        fprintf(stderr, "host: %s\n", why);
        return 1;
    }
    struct instance *instance = meter->create(2, listener("kitchen"));
    if (instance == NULL)
        return 1;
    for (long i = 1; i <= 3; i++)
        meter->feed(instance, i);
    meter->listen(instance, listener("cellar"));
    for (long i = 10; i <= 30; i += 10)
        meter->feed(instance, i);
    meter->destroy(instance);
    dlclose(handle);
    return 0;
}
