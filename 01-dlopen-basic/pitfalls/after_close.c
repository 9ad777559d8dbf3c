// after_close.c - calls into a plugin that is gone.
//
// The host keeps a pointer to a function of the plugin (a callback that the
// plugin gave it, say) and calls it after dlclose(). The code is no longer
// mapped. A child does this, so that the host can report it.
//
// Usage:        after_close wrong|right SENSOR.so
//               right: use the function first, forget it, then dlclose().
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "pitfalls/child.h"
#include "sensor.h"

struct order {
    const char *path;
    bool close_first;
};

static void report(double value)
{
    printf("child: report: %.1f\n", value);
    fflush(stdout);
}

// Prints which file this code lies in. Unmapped code lies in none.
static void tell_owner(void (*code)(report_fn *))
{
    void *address;
    Dl_info info;
    memcpy(&address, &code, sizeof address);
    if (dladdr(address, &info) == 0)
        printf("child: measure() is in no file any more\n");
    else
        printf("child: measure() is still in %s\n", info.dli_fname);
    fflush(stdout);
}

// Runs in the child. Returns the child's exit status.
static int use(void *argument)
{
    const struct order *order = argument;
    void *handle = dlopen(order->path, RTLD_NOW);
    if (handle == NULL) {
        fprintf(stderr, "after_close: %s\n", dlerror());
        return 1;
    }
    const struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI) {
        fprintf(stderr, "after_close: %s: not a sensor of this ABI\n",
                order->path);
        return 1;
    }
    void (*kept)(report_fn *) = sensor->measure;

    if (order->close_first) {
        dlclose(handle);
        tell_owner(kept);
        child_hush();
        kept(report);  // nothing is mapped here any more
    } else {
        kept(report);
        dlclose(handle);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    bool wrong = argc == 3 && strcmp(argv[1], "wrong") == 0;
    if (argc != 3 || (!wrong && strcmp(argv[1], "right") != 0)) {
        fprintf(stderr, "usage: after_close wrong|right SENSOR.so\n");
        return 2;
    }

    struct order order = {argv[2], wrong};
    return child_run(use, &order);
}
