// part.h - what a host and its parts agree on.
//
// A part is a plugin that may need other parts. It names them, and is handed
// their tables when it is started.

#ifndef PART_H
#define PART_H

#include <stdbool.h>

#define PART_SYMBOL "part"
#define PART_ABI 1

// Undoes -fvisibility=hidden for the name that follows it.
#define PART_EXPORT __attribute__((visibility("default")))

struct part {
    int abi;           // PART_ABI; stays first in every version
    const char *name;  // other parts need it by this; never empty

    // The names of the parts that it needs, each once, and then NULL.
    const char *const *needs;

    // Starts it. parts[i] is the table of the part that needs[i] names, which
    // has been started; behind the last one comes NULL. The array is read only
    // during the call, the tables until stop() has returned. Returns false if
    // it could not start, and then stop() is not called.
    bool (*start)(const struct part *const parts[]);

    // Stops it. What it needs is still started.
    void (*stop)(void);

    // What others need it for. Only between start() and stop().
    long (*work)(void);
};

#endif
