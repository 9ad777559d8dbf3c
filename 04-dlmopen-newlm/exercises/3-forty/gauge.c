// gauge.c - a plugin with a state, that needs a library with a state.

#include <search.h>
#include <stddef.h>

#include "gauge.h"

static int sum;
static volatile int done;  // counted after a call: so it is no jump

static void add(int n)
{
    sum += n;
    tally_add(n);
}

static void own(report_fn *report)
{
    report(&sum);
    done++;
}

static void tally(report_fn *report)
{
    tally_report(report);
    done++;
}

static int compare(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// tdestroy() calls report for what is in the tree.
static void libc(report_fn *report)
{
    void *root = NULL;
    tsearch(&sum, &root, compare);
    tdestroy(root, report);
    done++;
}

__attribute__((visibility("default")))
const struct gauge gauge = {add, own, tally, libc};
