// pool.h - callbacks made in advance: the same function, several times over.

#ifndef POOL_H
#define POOL_H

#include "fixed.h"

#define POOL_SIZE 4

// Returns a callback that will call target(ctx, value). It is the caller's
// until pool_give_back(). Returns NULL with the reason in errno: EAGAIN if all
// POOL_SIZE are in use, or ENOMEM. For one thread at a time; the callbacks
// themselves may be called from any thread, also while they change hands. The
// price of that is memory for each new target and ctx: see slots.h.
fixed_report *pool_take(void (*target)(void *ctx, double value), void *ctx);

// The callback may be taken again from now on. Not before its plugin has
// stopped calling: a late call reaches target with NULL for ctx, and once the
// callback is taken again, it is taken for the next owner's. A call that is on
// its way in another thread may still arrive with the old ctx, so what that
// points to has to stay as long as there can be one.
void pool_give_back(fixed_report *callback);

#endif
