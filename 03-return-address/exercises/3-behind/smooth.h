// smooth.h - a library that plugins and host share. It reports for whoever
// asks.

#ifndef SMOOTH_H
#define SMOOTH_H

typedef void report_fn(double value);

// Calls report(value).
void smooth_report(report_fn *report, double value);

// The same, depth calls deep in the library.
void smooth_deep(report_fn *report, double value, int depth);

// The same by way of libc: its tdestroy() calls a function of the library for
// what is in a tree, and that one calls report.
void smooth_tree(report_fn *report, double value);

// Calls function(arg).
void smooth_run(void (*function)(void *arg), void *arg);

#endif
