// stays.h - does dlclose() unload, and if not, why?
//
// The rule: stays_note(), dlclose() of the same handle, stays_why(), and for a
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
        bool nodelete;      // linked with -z nodelete
        bool unique;        // it has a unique symbol (unique.h)
    } objects[STAYS_MAX];   // the handle's first, then its namespace's
    char path[PATH_MAX];    // of the first one
    unsigned long loads;    // that had ended when this was noted
    bool alone;             // it is in the host's namespace
};

// Notes the object of handle. If it is not in the host's namespace, notes all
// other objects of its namespace, too.
void stays_note(struct stays *stays, void *handle);

// Call these before and after each load, whether it succeeds or not: the loader
// may put an object where another has just been unloaded.
void stays_load_begins(void);

// The load has ended.
void stays_load_ends(void);

// The text of stays_why() if it does not know: something is there, and another
// thread may have loaded it. stays_why() never returns it for a copy.
extern const char stays_unknown[];

// Returns NULL if none of the noted objects is left, or a constant text that
// says why one is. With musl, where dlclose() never unloads, it returns NULL.
const char *stays_why(const struct stays *stays);

#endif
