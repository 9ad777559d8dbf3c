// stays.c - is a plugin gone after dlclose()?
//
// It loads each sensor, has it measure, closes it, and asks whether a file of
// that name is still loaded.
//
// Usage:        stays here|thread SENSOR.so...
//               thread: measure in a thread that ends before dlclose().
// Exit status:  0 done, 1 one could not be used, 2 usage.

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "sensor.h"

static void ignore(double value)
{
    (void)value;
}

static void *measure(void *sensor)
{
    ((const struct sensor *)sensor)->measure(ignore);
    return NULL;
}

// Returns 0, or -1 if the thread could not be started.
static int measure_in_thread(void *sensor)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, measure, sensor) != 0)
        return -1;
    return pthread_join(thread, NULL);
}

// Returns 0, or -1 after saying why the sensor cannot be used.
static int use(const char *path, int in_thread)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "stays: %s\n", dlerror());
        return -1;
    }
    struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI) {
        fprintf(stderr, "stays: %s: not a sensor of this ABI\n", path);
        return -1;
    }
    if (!in_thread)
        measure(sensor);
    else if (measure_in_thread(sensor) != 0)
        return -1;
    dlclose(handle);
    return 0;
}

// RTLD_NOLOAD returns a handle if the file is loaded, and never loads it.
static void tell(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    printf("%s: %s\n", path, handle == NULL ? "gone" : "still loaded");
    if (handle != NULL)
        dlclose(handle);
}

int main(int argc, char *argv[])
{
    int in_thread = argc > 2 && strcmp(argv[1], "thread") == 0;
    if (argc < 3 || (!in_thread && strcmp(argv[1], "here") != 0)) {
        fprintf(stderr, "usage: stays here|thread SENSOR.so...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        if (use(argv[i], in_thread) != 0)
            return 1;
        tell(argv[i]);
    }
    return 0;
}
