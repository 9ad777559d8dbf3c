// pool.h - callbacks made in advance: several copies of one function.

#ifndef POOL_H
#define POOL_H

#include "fixed.h"

#define POOL_SIZE 4

// Returns a callback that will call target(ctx, value). The caller owns it
// until pool_give_back(). Returns NULL with the reason in errno: EAGAIN if all
// POOL_SIZE are in use, or ENOMEM. Only one thread at a time may call this. Any
// thread may call the callbacks, even while they change owners. The price of
// that is memory for each new pair of target and ctx: see slots.h.
fixed_report *pool_take(void (*target)(void *ctx, double value), void *ctx);

// Makes the callback free to be taken again. Call this only after its plugin
// has stopped calling. A later call reaches target with NULL for ctx or, once
// the callback is taken again, the next owner's target and ctx. A call that
// another thread began earlier may still arrive with the old ctx: keep what ctx
// points to until no such call is possible. Only one thread at a time may call
// this or pool_take().
void pool_give_back(fixed_report *callback);

#endif
