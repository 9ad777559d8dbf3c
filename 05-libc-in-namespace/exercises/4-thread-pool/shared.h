// shared.h - one meter, in a namespace of its own, for all threads of a host:
// any thread may call it, and replace it, while others do.

#ifndef SHARED_H
#define SHARED_H

#include <stddef.h>

#include "meter.h"

struct shared;

// Loads the meter in the file path into a new namespace, and starts it; station
// is for this meter and for those that replace it. Returns what shared_free()
// frees. Returns NULL if that is not possible, with nothing left loaded; then
// why, of size bytes, begins with path and says why not.
struct shared *shared_open(const char *path, const struct station *station,
                           char *why, size_t size);

// Has the meter measure, in the calling thread. Returns 0; or -1, and why, of
// size bytes, says why: what measure() has said; or "no state" if attach() had
// none, or if there is no memory for it; or "closed" after shared_close(). The
// text is the caller's.
int shared_call(struct shared *shared, struct sample *sample, char *why,
                size_t size);

// Loads another meter, for all calls that begin later. Calls that run are not
// waited for: they end in the meter that they are in. Any thread may do this,
// also within a call. Returns 0; or -1, with nothing changed, and why, of size
// bytes, says why not: as for shared_open(), or "closed".
int shared_replace(struct shared *shared, const char *path, char *why,
                   size_t size);

// Ends it: calls that begin from now on are refused. Waits for those that run.
// When it returns, nothing is loaded any more. Not within a call. Once more
// does no harm.
void shared_close(struct shared *shared);

// Frees what shared_close() has closed, when no thread uses it any more. The
// threads that have used it may live on.
void shared_free(struct shared *shared);

#endif
