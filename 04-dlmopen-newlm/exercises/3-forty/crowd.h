// crowd.h - many instances of a plugin, with the library that it needs.

#ifndef CROWD_H
#define CROWD_H

#include <stddef.h>

#include "gauge.h"

#define CROWD_MAX 64  // members at once; one more is refused

enum kind {
    CROWD_ANY,  // its own gauge.so and libtally.so, and the host's libc. It
                // takes no namespace: those are few
    CROWD_OWN_LIBC,  // a libc of its own, too: six at most
};

struct member;

// Loads a new instance of the plugin in the file gauge, which needs the library
// in the file tally, and calls it name, which is not copied. Returns it, for
// crowd_leave(); or NULL with nothing changed, and then why, of size bytes,
// says what was wrong.
struct member *crowd_join(enum kind kind, const char *name, const char *gauge,
                          const char *tally, char *why, size_t size);

// Unloads it, and gives back all that was used for it.
void crowd_leave(struct member *member);

// What its gauge.so exports; good until crowd_leave().
const struct gauge *crowd_gauge(const struct member *member);

// The name of the member to whom the code at address belongs: its gauge.so, its
// libtally.so or its libc. NULL if it belongs to none, or not to one alone.
const char *crowd_who(const void *address);

#endif
