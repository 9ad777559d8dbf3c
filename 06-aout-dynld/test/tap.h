// tap.h - the lines that a test prints: "ok 1 - what", and the plan at the end.

#ifndef TEST_TAP_H
#define TEST_TAP_H

#include <stdbool.h>

// One test. Returns pass.
bool ok(bool pass, const char *what);

// The text is as wanted; both are shown if not.
bool is(const char *got, const char *wanted, const char *what);

// The text contains the part; both are shown if not.
bool has(const char *got, const char *part, const char *what);

// A test that cannot be made here, and why.
void skip(const char *what, const char *why);

// Prints the plan. Returns main()'s exit status: 0, or 1 if a test failed.
int finish(void);

#endif
