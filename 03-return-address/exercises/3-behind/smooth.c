// smooth.c - a library that plugins and host share.

#include <search.h>
#include <stddef.h>

#include "smooth.h"

#define SHOWN __attribute__((visibility("default")))

// Counted after each call: so it is a call, and not a jump.
static volatile int done;

static _Thread_local report_fn *walking;
static _Thread_local double walked;

SHOWN void smooth_report(report_fn *report, double value)
{
    report(value);
    done++;
}

// Volatile: the compiler would make one function of several calls.
static void (*volatile deeper)(report_fn *report, double value,
                               int depth) = smooth_deep;

SHOWN void smooth_deep(report_fn *report, double value, int depth)
{
    if (depth > 1)
        deeper(report, value, depth - 1);
    else
        report(value);
    done++;
}

static int compare(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return *x - *y;
}

static void visit(void *node)
{
    (void)node;
    walking(walked);
    done++;
}

SHOWN void smooth_tree(report_fn *report, double value)
{
    static int one = 1;
    void *root = NULL;
    walking = report;
    walked = value;
    tsearch(&one, &root, compare);
    tdestroy(root, visit);
    done++;
}

SHOWN void smooth_run(void (*function)(void *arg), void *arg)
{
    function(arg);
    done++;
}
