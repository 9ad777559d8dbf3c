// bench.c - what loading costs, and what calling through the table costs.
//
// Usage: bench   (from the chapter's folder, after make)

#include <dlfcn.h>

#include "bench.h"
#include "sensor.h"

#define SENSOR_FILE "build/sensors/thermometer.so"

static const struct sensor *sensor;
static volatile double last;

static void report(double value)
{
    last = value;
}

static void *open_sensor(int mode)
{
    void *handle = dlopen(SENSOR_FILE, mode);
    if (handle == NULL) {
        fprintf(stderr, "bench: %s\n", dlerror());
        exit(1);
    }
    sensor = dlsym(handle, SENSOR_SYMBOL);
    return handle;
}

static void load_now(long times)
{
    while (times-- > 0)
        dlclose(open_sensor(RTLD_NOW));
}

static void load_lazy(long times)
{
    while (times-- > 0)
        dlclose(open_sensor(RTLD_LAZY));
}

// dlopen() of a file that is already open only counts.
static void load_again(long times)
{
    void *handle = open_sensor(RTLD_NOW);
    while (times-- > 0)
        dlclose(open_sensor(RTLD_NOW));
    dlclose(handle);
}

static void measure(long times)
{
    void *handle = open_sensor(RTLD_NOW);
    while (times-- > 0)
        sensor->measure(report);
    dlclose(handle);
}

int main(void)
{
    static const struct bench rows[] = {
        {"load, find, unload (RTLD_NOW)", load_now, 200},
        {"the same with RTLD_LAZY", load_lazy, 200},
        {"the same file while it is loaded", load_again, 20000},
        {"measure() and its callback", measure, 1000000},
    };
    bench_table(rows, 4, 3);
    return 0;
}
