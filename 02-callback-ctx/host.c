// host.c - one callback, many contexts: the host knows the sender of each
// report.
//
// Usage:        host FILE.so PLACE... [FILE.so PLACE...]
//               The first place gets channel 0 of that sensor, the next 1.
// Exit status:  0 all reported, 1 some could not, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"
#include "sensor.h"

#define MAX_PLUGINS 8
#define MAX_PLACES 12

// The context: what the host wants to know when a plugin calls it back.
struct place {
    const char *name;
};

struct running {
    const struct sensor *sensor;
    struct instance *instance;
};

static void *handles[MAX_PLUGINS];
static struct running running[MAX_PLACES];
static int plugins, instances;
static int made, destroyed;  // contexts

// One function for all sensors. The context says which of them calls.
static void report(void *ctx, double value)
{
    const struct place *place = ctx;
    printf("%s: %.1f\n", place->name, value);
}

// The notifier: the plugin has no more use for the context.
static void destroy(void *ctx)
{
    free(ctx);
    destroyed++;
}

// Returns 0, or 1 after saying what is wrong.
static int start(const struct sensor *sensor, const char *name, int channel)
{
    if (instances == MAX_PLACES) {
        fprintf(stderr, "host: %s: cannot start: %d places are the limit\n",
                name, MAX_PLACES);
        return 1;
    }
    struct place *place = malloc(sizeof *place);
    if (place == NULL) {
        fprintf(stderr, "host: %s: cannot start: out of memory\n", name);
        return 1;
    }
    place->name = name;
    made++;

    // From here on the plugin owns place, even if create() fails.
    struct listener listener = {report, place, destroy};
    struct instance *instance = sensor->create(channel, listener);
    if (instance == NULL) {
        fprintf(stderr,
                "host: %s: cannot start: %s has no channel %d, or no memory\n",
                name, sensor->name, channel);
        return 1;
    }
    running[instances++] = (struct running){sensor, instance};
    return 0;
}

// Returns the sensor in the file path, or NULL after saying what is wrong.
static const struct sensor *load(const char *path)
{
    char why[PLUGIN_WHY];
    if (plugins == MAX_PLUGINS) {
        fprintf(stderr, "host: %s: not loaded: %d plugins are the limit\n",
                path, MAX_PLUGINS);
        return NULL;
    }
    const struct sensor *sensor = plugin_open(
        path, SENSOR_SYMBOL, SENSOR_ABI, &handles[plugins], why, sizeof why);
    if (sensor == NULL)
        fprintf(stderr, "host: %s\n", why);
    else
        plugins++;
    return sensor;
}

static int is_file(const char *arg)
{
    size_t n = strlen(arg);
    return n > 3 && strcmp(arg + n - 3, ".so") == 0;
}

// Does a place follow each file?
static int well_formed(char *argv[])
{
    if (argv[0] == NULL || !is_file(argv[0]))
        return 0;
    for (char **arg = argv; *arg != NULL; arg++) {
        if (is_file(arg[0]) && (arg[1] == NULL || is_file(arg[1])))
            return 0;
    }
    return 1;
}

// Loads and starts everything on the command line. Returns 0, or 1 if some of
// it could not be started.
static int start_all(char *argv[])
{
    const struct sensor *sensor = NULL;
    int failed = 0, channel = 0;
    for (char **arg = argv; *arg != NULL; arg++) {
        if (is_file(*arg)) {
            sensor = load(*arg);
            failed |= sensor == NULL;
            channel = 0;
        } else if (sensor != NULL) {
            failed |= start(sensor, *arg, channel++);
        }
    }
    return failed;
}

int main(int argc, char *argv[])
{
    if (argc < 3 || !well_formed(argv + 1)) {
        fprintf(stderr, "usage: host FILE.so PLACE... [FILE.so PLACE...]\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    int failed = start_all(argv + 1);
    for (int i = 0; i < instances; i++)
        running[i].sensor->measure(running[i].instance);

    // End the instances before the plugins, because they need their code.
    while (instances > 0) {
        instances--;
        running[instances].sensor->destroy(running[instances].instance);
    }
    while (plugins > 0)
        dlclose(handles[--plugins]);

    printf("contexts: %d made, %d destroyed\n", made, destroyed);
    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
