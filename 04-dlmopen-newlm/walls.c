// walls.c - how many instances fit? Runs into the wall to find out.
//
// Usage:        walls [-n NNS] FILE.so [dlmopen|copy]
//               The default way is dlmopen.
//               -n: set GLIBC_TUNABLES=glibc.rtld.nns=NNS first. That is too
//                   late: the loader has read it before main().
// Exit status:  0 there is a wall, the instances before it still work, and as
//               many fit again if the last one is closed first; 1 otherwise,
//               2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "own.h"
#include "sensor.h"

#define MAX_INSTANCES 64

struct instance {
    struct loaded loaded;
    const struct sensor *sensor;
    double first;  // what it reported when it was new
};

static struct instance instances[MAX_INSTANCES];
static double last;
static char why[LOAD_WHY];
static bool at_wall;  // why says why loading failed
static enum load_way way = LOAD_DLMOPEN;
static const char *stays;  // why an instance stays

static void report(double value)
{
    last = value;
}

static double measure(const struct instance *instance)
{
    instance->sensor->measure(report);
    return last;
}

// Loads an instance for the channel. Returns false with the reason in why.
static bool open_one(struct instance *instance, int channel, const char *path)
{
    at_wall = !load(&instance->loaded, way, path, why, sizeof why);
    if (at_wall)
        return false;
    instance->sensor = own_symbol(instance->loaded.handle, SENSOR_SYMBOL);
    if (instance->sensor == NULL || instance->sensor->setup(channel) != 0) {
        snprintf(why, sizeof why, "%s: not a sensor with two channels", path);
        unload(&instance->loaded);
        return false;
    }
    instance->first = measure(instance);
    return true;
}

static int open_all(int from, const char *path)
{
    int n = from;
    while (n < MAX_INSTANCES && open_one(&instances[n], n % 2, path))
        n++;
    return n;
}

// Returns how many still report what they reported when they were new.
static int working(int n)
{
    int right = 0;
    for (int i = 0; i < n; i++)
        right += measure(&instances[i]) == instances[i].first;
    return right;
}

static void close_one(int i)
{
    const char *reason = unload(&instances[i].loaded);
    if (reason != NULL)
        stays = reason;
}

// Closes the last one first.
static void close_down_to(int n, int kept)
{
    while (n > kept)
        close_one(--n);
}

static void close_upwards(int n)
{
    for (int i = 0; i < n; i++)
        close_one(i);
}

static int set_tunable(const char *number)
{
    char value[64];
    snprintf(value, sizeof value, "glibc.rtld.nns=%s", number);
    return setenv("GLIBC_TUNABLES", value, 1);
}

// Closes and reopens the n instances that fit, in other orders. Returns false
// if fewer fit again after the last one was closed first.
static bool try_again(int n, const char *path)
{
    close_down_to(n, n - 1);
    int again = open_all(n - 1, path);
    printf("one given back: %d again\n", again - (n - 1));
    close_down_to(again, 0);
    int all = open_all(0, path);
    printf("all given back, the last one first: %d again\n", all);
    close_upwards(all);
    int upwards = open_all(0, path);
    printf("all given back, the first one first: %d again\n", upwards);
    close_down_to(upwards, 0);
    return again == n && all == n;
}

int main(int argc, char *argv[])
{
    if (argc > 3 && strcmp(argv[1], "-n") == 0 && set_tunable(argv[2]) == 0) {
        argc -= 2;
        argv += 2;
    }
    if (argc < 2 || argc > 3 || (argc == 3 && !load_way(argv[2], &way))) {
        fprintf(stderr, "usage: walls [-n NNS] FILE.so [dlmopen|copy]\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    int n = open_all(0, argv[1]);
    if (n == 0 || !at_wall) {
        fprintf(stderr, "walls: %s\n",
                n == MAX_INSTANCES ? "none within reach" : why);
        close_down_to(n, 0);
        return 1;
    }
    printf("%d instances, then: %s\n", n, why);
    int right = working(n);
    printf("%d of them still work\n", right);

    bool as_many = try_again(n, argv[1]);
    if (stays != NULL)
        printf("what was closed stays loaded: %s\n", stays);
    if (ferror(stdout)) {
        fprintf(stderr, "walls: standard output: cannot write\n");
        return 1;
    }
    return right != n || !as_many;
}
