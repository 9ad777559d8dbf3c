// visit.h - instances that come and go, in any order and as often as you like.

#ifndef VISIT_H
#define VISIT_H

#include <stdbool.h>
#include <stddef.h>

#include "load.h"
#include "meter.h"

struct visit {
    struct loaded loaded;  // these two are for tour.c, too: they stay
    const struct meter *meter;
    struct visit *below;  // loaded before it
    bool over;            // was closed, and waits to be unloaded
};

// Loads the meter in the file path into a namespace of its own, and starts it
// with seed. Returns it, for visit_close(); or NULL, and then nothing stays
// loaded and why, of size bytes, says what was wrong: what load() says, or one
// of the three reasons in visit.c, word for word.
struct visit *visit_open(const char *path, int seed, char *why, size_t size);

// Ends the visit: it must not be used any more. As soon as no visit is left,
// nothing is loaded any more either.
void visit_close(struct visit *visit);

#endif
