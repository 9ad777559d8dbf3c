// thunks.h - callbacks that are copies of a piece of machine code, made at run
// time or by the assembler.
//
// The order: thunks_map(), thunks_seal(), then thunk_take() and
// thunk_give_back() as often as one likes, thunks_unmap() at the end. Between
// map and seal the code can be written and not executed; after seal it can be
// executed and not written. Never both. Or, instead of map, seal and unmap:
// thunks_assembled().

#ifndef THUNKS_H
#define THUNKS_H

#include "fixed.h"

#define THUNK_COUNT 2048

struct thunks;

// Returns THUNK_COUNT thunks, not yet executable, to be freed with
// thunks_unmap(). Returns NULL with the reason in errno: ENOTSUP if there is
// no template for this machine (see template_x86_64.S).
struct thunks *thunks_map(void);

// Returns THUNK_COUNT thunks that are part of the program (assembled.S): ready
// to be taken, without map and seal, also where no code may be made. They are
// there once, each call returns the same; thunks_unmap() is not for them.
// Returns NULL, with ENOTSUP in errno, if there are none for this machine.
struct thunks *thunks_assembled(void);

// Takes the right to write and gives the right to execute, and tells libgcc's
// unwinder about the code. Returns 0, or -1 with the reason in errno.
int thunks_seal(struct thunks *thunks);

// Returns a callback that will call target(ctx, value). It is the caller's
// until thunk_give_back(). Returns NULL with the reason in errno: EAGAIN if all
// are in use, or ENOMEM. For one thread at a time; the thunks themselves may be
// called from any thread, also while they change hands. The price of that is
// memory for each new target and ctx, until thunks_unmap(): see slots.h.
fixed_report *thunk_take(struct thunks *thunks,
                         void (*target)(void *ctx, double value), void *ctx);

// The thunk may be taken again from now on. Not before its plugin has stopped
// calling; a late call, and one that is on its way, are as in pool.h.
void thunk_give_back(struct thunks *thunks, fixed_report *thunk);

// Unmaps them all. A call of a thunk after that is a crash: so only when the
// plugins are unloaded, which with musl is when the process ends: with_thunk.c.
void thunks_unmap(struct thunks *thunks);

// Where the code is, to look its rights up in /proc/self/maps.
const char *thunks_code(const struct thunks *thunks);

// Where the data is, for the same purpose.
const char *thunks_data(const struct thunks *thunks);

#endif
