// notifier_test.c - is destroy() called exactly once, on every path?
//
// Usage:        notifier_test SENSOR.so     (prints a line for each path)
// Exit status:  0 yes, 1 no, or the sensor could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "plugin.h"
#include "sensor.h"

struct context {
    int reports, destroyed;
    struct instance *measure;  // the notifier measures this, or NULL
};

static const struct sensor *sensor;
static int failed;

static void report(void *ctx, double value)
{
    struct context *context = ctx;
    context->reports += value > 0;
}

static void destroy(void *ctx)
{
    struct context *context = ctx;
    context->destroyed++;
    if (context->measure != NULL)
        sensor->measure(context->measure);
}

// Prints what happened on a path, and compares it with what should have.
static void tell(const char *path, const struct context *context, int reports,
                 int destroyed)
{
    printf("%s: %d reports, destroyed %d times\n", path, context->reports,
           context->destroyed);
    failed |= context->reports != reports || context->destroyed != destroyed;
}

static void try_paths(void)
{
    struct context a = {0}, b = {0}, c = {0}, d = {0};

    struct instance *one =
        sensor->create(0, (struct listener){report, &a, destroy});
    sensor->measure(one);
    tell("alive", &a, 1, 0);
    // a's notifier measures once more: b must get that report, and not a.
    a.measure = one;
    sensor->listen(one, (struct listener){report, &b, destroy});
    sensor->measure(one);
    tell("replaced", &a, 1, 1);
    tell("the one in its place", &b, 2, 0);
    // A listener that replaces itself is handed over twice, so it is destroyed
    // twice.
    sensor->listen(one, (struct listener){report, &b, destroy});
    tell("replaced by itself", &b, 2, 1);
    sensor->destroy(one);
    tell("instance destroyed", &b, 2, 2);

    struct instance *none =
        sensor->create(99, (struct listener){report, &c, destroy});
    tell(none == NULL ? "create failed" : "create worked", &c, 0, 1);

    struct instance *silent =
        sensor->create(0, (struct listener){report, &d, NULL});
    sensor->measure(silent);
    sensor->destroy(silent);
    tell("without a notifier", &d, 1, 0);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: notifier_test SENSOR.so\n");
        return 2;
    }
    void *handle;
    char why[PLUGIN_WHY];
    sensor = plugin_open(argv[1], SENSOR_SYMBOL, SENSOR_ABI, &handle, why,
                         sizeof why);
    if (sensor == NULL) {
        fprintf(stderr, "notifier_test: %s\n", why);
        return 1;
    }
    try_paths();
    dlclose(handle);
    return failed;
}
