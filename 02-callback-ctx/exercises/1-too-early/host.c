// host.c - try it by hand: a kitchen counts, then a cellar in its place.
//
// Usage:        host METER.so
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

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

// The notifier: from here on nobody may look at the place. It is kept, so that
// one sees who does.
static void gone(void *ctx)
{
    struct place *place = ctx;
    printf("%s: gone\n", place->name);
    place->name = "(a place that is gone)";
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
    static struct place kitchen = {"kitchen"}, cellar = {"cellar"};
    struct instance *instance =
        meter->create(2, (struct listener){report, &kitchen, gone});
    if (instance == NULL)
        return 1;
    for (long i = 1; i <= 3; i++)
        meter->feed(instance, i);
    meter->listen(instance, (struct listener){report, &cellar, gone});
    for (long i = 10; i <= 40; i += 10)
        meter->feed(instance, i);
    meter->destroy(instance);
    dlclose(handle);
    return 0;
}
