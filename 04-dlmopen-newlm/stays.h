// stays.h - does dlclose() unload, and if not, why?
//
// The rule: stays_note(), dlclose() of the same handle, stays_why(); and of a
// copy, close() of its descriptor after that. Any thread may call these.

#ifndef STAYS_H
#define STAYS_H

#include <limits.h>
#include <link.h>
#include <stdbool.h>

#define STAYS_MAX 64

struct stays {
    int count;
    struct {
        struct link_map *map;
        const void *place;  // an address in it
        bool nodelete;      // it asks never to be unloaded
        bool unique;        // it has a unique symbol (unique.h)
    } objects[STAYS_MAX];   // the handle's, then what is in its own namespace
    char path[PATH_MAX];    // of the first one
    unsigned long loads;    // that had ended by then
    bool alone;             // it is in the host's namespace
};

// Notes what handle stands for: its file and, if the host did not load it into
// its own namespace, all that is in the namespace.
void stays_note(struct stays *stays, void *handle);

// What each load is put between, whether it succeeds or not: what is loaded may
// get the place of something that has just been unloaded.
void stays_load_begins(void);

// The end of it.
void stays_load_ends(void);

// The text of stays_why() if it does not know: something is there, and it may
// be another thread's. That cannot be of a copy.
extern const char stays_unknown[];

// Returns NULL if nothing of it is left, or a text that says why something is.
// It is a constant. With musl, where dlclose() unloads nothing, that is no
// news, and it is NULL.
const char *stays_why(const struct stays *stays);

#endif
