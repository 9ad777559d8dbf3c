// rows.h - the rows of compare.c's table. Each is one experiment: one side of
// the border does something, and the other side looks for it.

#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>

#include "enter.h"
#include "twice/guest.h"

struct row {
    const char *name;
    const char *what;  // what is done

    // Returns whether host and guest share the thing.
    bool (*shared)(const struct guest *guest);
};

// Who starts the thread that calls the guest, or forks.
enum starter {
    BY_HOST,     // the host
    BY_ENTERED,  // the host, and the thread enters the guest first
    BY_GUEST,    // the guest
};

struct thread_row {
    const char *name;
    const char *wrong;  // the result if it fails without a signal
    const char *what;   // what is done

    // Returns whether all is as with one libc. Runs in a child, because some of
    // these crash.
    bool (*fine)(const struct guest *guest, enum starter by);
};

// What a libc does for the threads that it starts, and when it forks, without
// the other libc's knowledge. The last row's name is null.
extern const struct thread_row per_starter[];

// For those rows: the entrance to the guest's libc.
extern struct entrance per_starter_door;

// What each libc has for itself. The last row's name is null.
extern const struct row per_libc[];

// What the process has once. The last row's name is null.
extern const struct row per_process[];

#endif
