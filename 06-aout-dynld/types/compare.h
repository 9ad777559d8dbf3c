// compare.h - whether two objects believe the same of the names that both know.

#ifndef COMPARE_H
#define COMPARE_H

#include <stdio.h>

#include "object/object.h"

// Writes to file a line for each name that both objects know: that they agree,
// or where they differ and what to do; then the same of each struct of which
// one asks the signature, by signof(). *differ: some do. Returns false with the
// reason in why, of whysize bytes; what was written by then stays.
bool compare_names(const struct input *a, const struct input *b, FILE *file,
                   bool *differ, char *why, size_t whysize);

#endif
