// fixed_host.c - load a plugin with a fixed API and run an instance for each
// place.

#include <dlfcn.h>
#include <stdio.h>

#include "fixed_host.h"
#include "plugin.h"

#define MAX_PLACES 32

void place_report(const struct place *place, double value)
{
    printf("%s: %.1f\n", place == NULL ? "somebody" : place->name, value);
}

static void enter(const struct way *way, struct place *place)
{
    if (way->enter != NULL)
        way->enter(place);
}

static void leave(const struct way *way, struct place *place)
{
    if (way->leave != NULL)
        way->leave(place);
}

// Returns 0, or 1 after saying what is wrong.
static int start(const struct way *way, const struct fixed *plugin,
                 struct place *place, int channel)
{
    place->report = way->attach(place);
    if (place->report == NULL)
        return 1;  // attach() has said why
    enter(way, place);
    place->instance = plugin->create(channel, place->report);
    leave(way, place);
    if (place->instance != NULL)
        return 0;

    fprintf(stderr,
            "%s: %s: cannot start: %s has no channel %d, or no memory\n",
            way->program, place->name, plugin->name, channel);
    if (way->detach != NULL)
        way->detach(place);
    return 1;
}

static void measure(const struct way *way, const struct fixed *plugin,
                    struct place *place)
{
    enter(way, place);
    plugin->measure(place->instance);
    leave(way, place);
}

// The instance goes first, because it may still call; then the callback.
static void stop(const struct way *way, const struct fixed *plugin,
                 struct place *place)
{
    enter(way, place);
    plugin->destroy(place->instance);
    leave(way, place);
    if (way->detach != NULL)
        way->detach(place);
}

static int run_places(const struct way *way, const struct fixed *plugin,
                      char *names[], int count)
{
    // Static: a way may keep a pointer to a place, and a plugin may report
    // until it is unloaded.
    static struct place places[MAX_PLACES];
    int failed = 0, started = 0;
    for (int i = 0; i < count; i++) {
        places[started] = (struct place){.name = names[i]};
        if (start(way, plugin, &places[started], i) == 0)
            started++;
        else
            failed = 1;
    }

    for (int i = 0; i < started; i++)
        measure(way, plugin, &places[i]);
    plugin->idle();  // for no place in particular
    for (int i = 0; i < started; i++)
        stop(way, plugin, &places[i]);
    return failed;
}

int fixed_host(const struct way *way, int argc, char *argv[])
{
    if (argc < 3 || argc - 2 > MAX_PLACES) {
        fprintf(stderr, "usage: %s PLUGIN.so PLACE... (at most %d)\n",
                way->program, MAX_PLACES);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    void *handle;
    char why[PLUGIN_WHY];
    const struct fixed *plugin =
        plugin_open(argv[1], FIXED_SYMBOL, FIXED_ABI, &handle, why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "%s: %s\n", way->program, why);
        return 1;
    }
    int failed = run_places(way, plugin, argv + 2, argc - 2);
    dlclose(handle);
    return failed;
}
