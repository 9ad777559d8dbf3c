// stays.h - does dlclose() unload, and if not, why?
//
// The rule: stays_note(), dlclose() of the same handle, stays_why().

#ifndef STAYS_H
#define STAYS_H

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
    bool alone;             // it is in the host's namespace
};

// Notes what handle stands for: its file and, if the host did not load it into
// its own namespace, all that is in the namespace.
void stays_note(struct stays *stays, void *handle);

// Returns NULL if nothing of it is left, or a text that says why something is.
// It is a constant. With musl, where dlclose() unloads nothing, that is no
// news, and it is NULL.
const char *stays_why(const struct stays *stays);

#endif
