// tally.h - a library that the plugin needs. It has a state, too.

#ifndef TALLY_H
#define TALLY_H

// The host's callback. reading points at an int.
typedef void report_fn(void *reading);

// Adds three times n to the total.
void tally_add(int n);

// Reports the total.
void tally_report(report_fn *report);

#endif
