// lost_line.c - a plugin prints a line that nobody ever sees.
//
// Usage:        lost_line nothing|flush|line|host SENSOR.so
//               nothing: no cure
//               flush:   call the fflush() of the plugin's libc after each call
//               line:    make its stdout line buffered, once
//               host:    forward its printf() to the host's
// Exit status:  0 done, 1 the sensor could not be used, 2 usage.
//
// With a terminal the plugin's stdout is line buffered, and all is well. With a
// pipe or a file its line stays in the buffer until its libc's exit() runs.
// That never happens, because the process ends with the host's exit(). The host
// applies all three cures; the plugin stays as it is.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "forward.h"
#include "namespace.h"
#include "own.h"
#include "sensor.h"

#define FORWARD_FILE "build/forward_stdio.so"

// dlsym() on a handle also searches the file's dependencies, so this is the
// fflush() of the plugin's own libc.
static void flush(void *handle)
{
    int (*its_fflush)(FILE *);
    *(void **)&its_fflush = dlsym(handle, "fflush");
    its_fflush(NULL);
}

static void line(void *handle)
{
    FILE **its_stdout = dlsym(handle, "stdout");
    int (*its_setvbuf)(FILE *, char *, int, size_t);
    *(void **)&its_setvbuf = dlsym(handle, "setvbuf");
    its_setvbuf(*its_stdout, NULL, _IOLBF, 0);
}

// Returns whether the arguments are one of the four words, and a file.
static int understood(int argc, char *argv[])
{
    static const char *const cures[] = {"nothing", "flush", "line", "host"};
    for (int i = 0; i < 4 && argc == 3; i++) {
        if (strcmp(argv[1], cures[i]) == 0)
            return 1;
    }
    return 0;
}

// Returns the sensor's table, or NULL with the reason in why.
static const struct sensor *find(void *handle, const char *path, char *why,
                                 size_t size)
{
    const struct sensor *sensor = own_symbol(handle, SENSOR_SYMBOL);
    if (sensor != NULL && sensor->abi == SENSOR_ABI && sensor->start == NULL)
        return sensor;
    snprintf(why, size, "%s: not a sensor that needs no table", path);
    return NULL;
}

static void *load(struct namespace *space, const char *cure, const char *path,
                  char *why, size_t size)
{
    if (strcmp(cure, "host") == 0 &&
        !forward_add(space, FORWARD_FILE, why, size))
        return NULL;
    return namespace_add(space, path, why, size);
}

int main(int argc, char *argv[])
{
    if (!understood(argc, argv)) {
        fprintf(stderr, "usage: lost_line nothing|flush|line|host SENSOR.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    struct namespace space = {0};
    char why[512];
    void *handle = load(&space, argv[1], argv[2], why, sizeof why);
    const struct sensor *sensor =
        handle == NULL ? NULL : find(handle, argv[2], why, sizeof why);
    if (sensor == NULL) {
        fprintf(stderr, "lost_line: %s\n", why);
        namespace_close(&space);
        return 1;
    }
    if (strcmp(argv[1], "line") == 0)
        line(handle);
    printf("host: measure\n");
    sensor->measure();
    if (strcmp(argv[1], "flush") == 0)
        flush(handle);
    printf("host: done\n");
    namespace_close(&space);
    return 0;
}
