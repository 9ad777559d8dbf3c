// walls.c - how many instances fit? Found by running into the wall.
//
// Usage:        walls [-n NNS] FILE.so
//               -n: set GLIBC_TUNABLES=glibc.rtld.nns=NNS first. This is too
//                   late: the loader has read it before main().
// Exit status:  0 there is a wall, and what was loaded before it works on;
//               1 otherwise, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "sensor.h"

#define MAX_INSTANCES 64

struct instance {
    struct loaded loaded;
    const struct sensor *sensor;
    double first;  // what it reported when it was new
};

static struct instance instances[MAX_INSTANCES];
static double last;
static char why[512];
static bool at_wall;  // the reason in why: it could not be loaded

static void report(double value)
{
    last = value;
}

static double measure(const struct instance *instance)
{
    instance->sensor->measure(report);
    return last;
}

// Every second one gets the other channel. Returns false with the reason in
// why.
static bool open_one(struct instance *instance, int channel, const char *path)
{
    at_wall = !load(&instance->loaded, LOAD_DLMOPEN, path, why, sizeof why);
    if (at_wall)
        return false;
    instance->sensor = dlsym(instance->loaded.handle, SENSOR_SYMBOL);
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

// How many report what they reported when they were new.
static int working(int n)
{
    int right = 0;
    for (int i = 0; i < n; i++)
        right += measure(&instances[i]) == instances[i].first;
    return right;
}

static void close_down_to(int n, int kept)
{
    while (n > kept)
        unload(&instances[--n].loaded);
}

static int set_tunable(const char *number)
{
    char value[64];
    snprintf(value, sizeof value, "glibc.rtld.nns=%s", number);
    return setenv("GLIBC_TUNABLES", value, 1);
}

int main(int argc, char *argv[])
{
    if (argc == 4 && strcmp(argv[1], "-n") == 0 && set_tunable(argv[2]) == 0) {
        argc -= 2;
        argv += 2;
    }
    if (argc != 2) {
        fprintf(stderr, "usage: walls [-n NNS] FILE.so\n");
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
    printf("%d of them work on\n", right);

    close_down_to(n, n - 1);
    int again = open_all(n - 1, argv[1]);
    printf("one given back: %d again\n", again - (n - 1));
    close_down_to(again, 0);
    int all = open_all(0, argv[1]);
    printf("all given back: %d again\n", all);
    close_down_to(all, 0);
    if (ferror(stdout)) {
        fprintf(stderr, "walls: standard output: cannot write\n");
        return 1;
    }
    return right != n || again != n || all != n;
}
