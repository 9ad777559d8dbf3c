// ways.c - a plugin that takes the ways that were drawn for it.
//
// Compiled with -DPLUGIN=1 to 6. draw.h, which check.sh writes, has for each of
// them the readings, the steps of measure(), and its last one.

#include <search.h>

#include "draw.h"
#include "relay.h"

#define PASTE(a, b) a##b
#define OF(name, number) PASTE(name, number)

static double readings[] = OF(READINGS_, PLUGIN);
static volatile int steps;

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

#define CALL(i) report(&readings[i]), steps++;
#define INNER(i) inner(report, &readings[i]), steps++;
#define TREE(i) tree(report, &readings[i]);
#define RELAY(i) relay_call(report, &readings[i]), steps++;
#define RELAY_JUMP(i) relay_jump(report, &readings[i]), steps++;
#define EACH(i) each(&readings[i], 1, report), steps++;
#define END_CALL(i) CALL(i)
#define END_JUMP(i) report(&readings[i]);
#define END_EACH(i) each(&readings[i], 1, report);
#define END_RELAY(i) relay_call(report, &readings[i]);

static void measure(report_fn *report, each_fn *each)
{
    (void)each;
    OF(STEPS_, PLUGIN)
    OF(LAST_, PLUGIN)
}

__attribute__((visibility("default"))) const struct feeder feeder = {measure};
