// tally.h - what a host and its tallies agree on.
//
// A tally adds numbers up. It keeps what it knows in variables of its own,
// which are gone when it is unloaded. So it can write its state down, and
// another version of it can take that state over.

#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>

#define TALLY_SYMBOL "tally"
#define TALLY_ABI 1

// Undoes -fvisibility=hidden for the name that follows it.
#define TALLY_EXPORT __attribute__((visibility("default")))

struct tally {
    int abi;           // TALLY_ABI; stays first in every version
    const char *name;  // lives as long as the plugin is loaded

    void (*add)(long value);
    long (*result)(void);

    // Writes the state to the size bytes at to. Returns how many bytes it
    // needs; if they are more than size, then nothing is written. If size is 0,
    // to may be NULL.
    size_t (*save)(void *to, size_t size);

    // Takes a state over that save() has written, of this version or another.
    // Returns false if it cannot, and then it has changed nothing.
    bool (*restore)(const void *state, size_t size);
};

#endif
