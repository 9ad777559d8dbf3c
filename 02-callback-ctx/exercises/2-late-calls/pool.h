// pool.h - callbacks made in advance, for plugins that call too late.
//
// For one thread. But a target may do anything here while it runs: call a
// callback, its own too, take one, give one back, its own too.

#ifndef POOL_H
#define POOL_H

#include <stdbool.h>

#define POOL_SIZE 6

typedef void fixed_report(double value);

// What one who took a callback gets, and gives it back with.
struct ticket {
    fixed_report *callback;
    unsigned long number;  // no other ticket of this callback has the same
};

// What one who takes a callback hands over: the context is the pool's from
// then on, until destroy(ctx).
struct target {
    void (*report)(void *ctx, double value);
    void *ctx;
    void (*destroy)(void *ctx);  // never NULL
};

// Takes a callback that calls target.report(target.ctx, value). Of those that
// are free it is the one that has been free for longest. Returns true and
// fills *ticket. If none is free it calls destroy(ctx) and returns false, with
// *ticket as it was, also if destroy() has given one back.
bool pool_take(struct ticket *ticket, struct target target);

// Gives a callback back. From now on it calls nobody. Calls destroy(ctx): at
// once, or if a call of this callback is running, when the outermost one
// returns; until then the callback is not free. When destroy() is called, the
// callback is free. Returns false, and changes nothing, if ticket is not one
// that pool_take() filled, or if it was given back already.
bool pool_give_back(struct ticket ticket);

// Returns how many calls were refused: of callbacks that had been given back.
unsigned long pool_refused(void);

#endif
