// ways.c - a plugin that takes the ways that were drawn for it.
//
// Compiled with -DPLUGIN=1 to 7. draw.h, which check.sh writes, has for each of
// them the readings, the steps of measure(), and its last one.

#include <search.h>

#include "draw.h"
#include "relay.h"

#define PASTE(a, b) a##b
#define OF(name, number) PASTE(name, number)

static double readings[] = OF(READINGS_, PLUGIN);
static volatile int steps;

// What measure() was given.
static report_fn *host_report;
static each_fn *host_each;

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

__attribute__((noinline, unused)) static void inner(report_fn *report,
                                                    double *reading)
{
    report(reading);  // a jump, but not out of measure()
}

// tdestroy() calls the function for what is in the tree: here, one reading.
__attribute__((noinline, unused)) static void tree(report_fn *report,
                                                   double *reading)
{
    void *root = 0;
    tsearch(reading, &root, compare);
    tdestroy(root, report);
    steps++;
}

// For each(): functions of the plugin, which each() calls.
__attribute__((unused)) static void own(void *reading)
{
    host_report(reading);
    steps++;
}

__attribute__((unused)) static void own_jump(void *reading)
{
    host_report(reading);  // a jump out of own_jump(): each() seems to call
}

__attribute__((unused)) static void ignore(void *reading)
{
    (void)reading;
}

__attribute__((unused)) static void deep(void *reading)
{
    host_each(reading, 1, ignore);
    host_report(reading);  // a jump as well
}

#define CALL(i) report(&readings[i]), steps++;
#define INNER(i) inner(report, &readings[i]), steps++;
#define TREE(i) tree(report, &readings[i]);
#define RELAY(i) relay_call(report, &readings[i]), steps++;
#define RELAY_JUMP(i) relay_jump(report, &readings[i]), steps++;
#define EACH(i) each(&readings[i], 1, report), steps++;
#define EACH_OWN(i) each(&readings[i], 1, own), steps++;
#define EACH_JUMP(i) each(&readings[i], 1, own_jump), steps++;
#define EACH_DEEP(i) each(&readings[i], 1, deep), steps++;
#define END_CALL(i) CALL(i)
#define END_JUMP(i) report(&readings[i]);
#define END_EACH(i) each(&readings[i], 1, report);
#define END_RELAY(i) relay_call(report, &readings[i]);

static void measure(report_fn *report, each_fn *each)
{
    host_report = report;
    host_each = each;
    OF(STEPS_, PLUGIN)
    OF(LAST_, PLUGIN)
}

__attribute__((visibility("default"))) const struct feeder feeder = {measure};
