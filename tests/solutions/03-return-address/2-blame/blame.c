// blame.c - let a plugin measure, and find the way of each report.

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "blame.h"
#include "caller.h"

static struct finding *list;
static int found, room;

static const void *plugin;  // where the file of the measuring plugin begins
static const void *site;    // the call of measure(), which a jump returns to

// Where the file begins in which address lies, or NULL.
static const void *base_of(const void *address)
{
    Dl_info info;
    return dladdr(address, &info) == 0 ? NULL : info.dli_fbase;
}

// The order matters: the call of measure() is the program's, too.
static enum way way_of(const void *caller)
{
    const void *base = base_of(caller);
    if (base == NULL)
        return WAY_UNKNOWN;
    if (caller == site)
        return WAY_JUMP;
    if (base == plugin)
        return WAY_CALL;
    return base == base_of(&list) ? WAY_EACH : WAY_LIBRARY;
}

static void file_of(const void *caller, char *text, size_t size)
{
    Dl_info info;
    if (dladdr(caller, &info) == 0) {
        snprintf(text, size, "no file");
        return;
    }
    const char *slash = strrchr(info.dli_fname, '/');
    snprintf(text, size, "%s", slash == NULL ? info.dli_fname : slash + 1);
}

// The callback that the plugin gets.
__attribute__((noinline)) static void report(void *reading)
{
    const void *caller = CALLER();
    if (found < room) {
        struct finding *finding = &list[found];
        finding->reading = *(double *)reading;
        finding->way = way_of(caller);
        file_of(caller, finding->file, sizeof finding->file);
    }
    found++;
}

// Volatile: the compiler must not know whom ask() calls, and make it two.
static measure_fn *volatile next;
static volatile int asked;

// The only call of a measure() in this program, so one address.
__attribute__((noinline)) static void ask(void)
{
    next(report, each);
    asked++;  // after the call: a jump would return to whoever called ask()
}

// A measure() of our own: its caller is what a jump seems to come from.
static void look(report_fn *unused, each_fn *unused_too)
{
    (void)unused, (void)unused_too;
    site = CALLER();
}

int blame_measure(const struct feeder *feeder, struct finding findings[],
                  int max)
{
    list = findings;
    found = 0;
    room = max;
    plugin = base_of(feeder);
    next = look;
    ask();
    next = feeder->measure;
    ask();
    return found;
}
