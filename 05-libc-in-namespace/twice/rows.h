// rows.h - the rows of compare.c's table. Each is one experiment: something is
// done on one side of the border, and looked for on the other.

#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>

#include "twice/guest.h"

struct row {
    const char *name;
    const char *what;  // what is done

    // Returns whether host and guest share the thing.
    bool (*shared)(const struct guest *guest);
};

// What each libc has of its own. The last row's name is null.
extern const struct row per_libc[];

// What the process has once. The last row's name is null.
extern const struct row per_process[];

#endif
