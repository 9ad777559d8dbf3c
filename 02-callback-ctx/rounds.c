// rounds.c - load, use and unload many times: does anything stay behind?
//
// Usage:        rounds NUMBER SENSOR.so FIXED.so
// Exit status:  0 all rounds worked, 1 a round failed, 2 usage.
//
// A round runs the sensor with two contexts, then the plugin with the fixed
// API: with all callbacks of the pool, and with as many thunks. The program
// compares what the kernel says of this process after a tenth of the rounds and
// after all. (The first rounds may leave something: the tables of the loader
// and of malloc() grow to the size that they need.)

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "maps.h"
#include "plugin.h"
#include "pool.h"
#include "sensor.h"
#include "thunks.h"

struct context {
    int reports, destroyed;
};

static struct thunks *thunks;  // NULL: none on this machine

static void report(void *ctx, double value)
{
    struct context *context = ctx;
    context->reports += value > 0;
}

static void destroy(void *ctx)
{
    struct context *context = ctx;
    context->destroyed++;
}

// Loads a plugin, or says why not and ends the program.
static const void *open_or_exit(const char *path, const char *symbol, int abi,
                                void **handle)
{
    char why[PLUGIN_WHY];
    const void *table = plugin_open(path, symbol, abi, handle, why, sizeof why);
    if (table == NULL) {
        fprintf(stderr, "rounds: %s\n", why);
        exit(1);
    }
    return table;
}

// Returns how many of two contexts were not called once and destroyed once.
static int contexts(const char *path)
{
    void *handle;
    const struct sensor *sensor =
        open_or_exit(path, SENSOR_SYMBOL, SENSOR_ABI, &handle);
    struct context seen[2] = {{0}};
    int wrong = 0;
    for (int i = 0; i < 2; i++) {
        struct instance *instance =
            sensor->create(i, (struct listener){report, &seen[i], destroy});
        if (instance != NULL) {
            sensor->measure(instance);
            sensor->destroy(instance);
        }
        wrong += seen[i].reports != 1 || seen[i].destroyed != 1;
    }
    dlclose(handle);
    return wrong;
}

static fixed_report *take(struct context *context, int with_thunks)
{
    return with_thunks ? thunk_take(thunks, report, context)
                       : pool_take(report, context);
}

// Returns how many of POOL_SIZE places were not told apart.
static int callbacks(const char *path, int with_thunks)
{
    void *handle;
    const struct fixed *fixed =
        open_or_exit(path, FIXED_SYMBOL, FIXED_ABI, &handle);
    struct context seen[POOL_SIZE] = {{0}};
    fixed_report *taken[POOL_SIZE];
    int wrong = 0;
    for (int i = 0; i < POOL_SIZE; i++) {
        taken[i] = take(&seen[i], with_thunks);
        struct instance *instance =
            taken[i] == NULL ? NULL : fixed->create(i, taken[i]);
        if (instance != NULL) {
            fixed->measure(instance);
            fixed->destroy(instance);
        }
        wrong += seen[i].reports != 1;
    }
    for (int i = 0; i < POOL_SIZE; i++) {
        if (taken[i] != NULL && with_thunks)
            thunk_give_back(thunks, taken[i]);
        else if (taken[i] != NULL)
            pool_give_back(taken[i]);
    }
    dlclose(handle);
    return wrong;
}

// Maps and unmaps a set of thunks. Returns 0, or 1 if that failed.
static int pages(void)
{
    struct thunks *more = thunks_map();
    if (more == NULL)
        return 1;
    int wrong = thunks_seal(more) != 0;
    thunks_unmap(more);
    return wrong;
}

static int one_round(const char *sensor, const char *fixed)
{
    int wrong = contexts(sensor) + callbacks(fixed, 0);
    if (thunks != NULL)
        wrong += callbacks(fixed, 1) + pages();
    return wrong;
}

static int run(long rounds, const char *sensor, const char *fixed)
{
    int mappings = 0;
    long data = 0;
    for (long i = 0; i < rounds; i++) {
        if (one_round(sensor, fixed) != 0) {
            fprintf(stderr, "rounds: round %ld: not all were told apart\n", i);
            return 1;
        }
        if (i == rounds / 10) {
            mappings = maps_count();
            data = maps_data_pages();
        }
    }
    printf("%ld rounds: %d mappings more, %ld pages of data more\n", rounds,
           maps_count() - mappings, maps_data_pages() - data);
    return 0;
}

int main(int argc, char *argv[])
{
    char *end = NULL;
    long rounds = argc != 4 ? 0 : strtol(argv[1], &end, 10);
    if (rounds < 1 || *end != '\0') {
        fprintf(stderr, "usage: rounds NUMBER SENSOR.so FIXED.so\n");
        return 2;
    }
    thunks = thunks_map();
    if (thunks == NULL ? errno != ENOTSUP : thunks_seal(thunks) != 0) {
        perror("rounds: thunks: cannot make them");
        return 1;
    }
    int failed = run(rounds, argv[2], argv[3]);
    if (thunks != NULL)
        thunks_unmap(thunks);
    return failed;
}
