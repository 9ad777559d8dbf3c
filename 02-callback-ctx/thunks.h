// thunks.h - callbacks that are copies of one piece of machine code, made at
// run time or by the assembler.
//
// The order: thunks_map(), thunks_seal(), then any number of thunk_take() and
// thunk_give_back(), and thunks_unmap() at the end. Between map and seal the
// code is writable and not executable; after seal it is executable and not
// writable. It is never both. thunks_assembled() replaces map, seal and unmap.

#ifndef THUNKS_H
#define THUNKS_H

#include "fixed.h"

#define THUNK_COUNT 2048

struct thunks;

// Returns THUNK_COUNT thunks, not yet executable; the caller frees them with
// thunks_unmap(). Returns NULL with the reason in errno: ENOTSUP if there is no
// template for this machine (see template_x86_64.S).
struct thunks *thunks_map(void);

// Returns THUNK_COUNT thunks that are part of the program (assembled.S). They
// need no map and no seal, so they work even where the system forbids making
// code. There is one set: each call returns the same. Do not pass it to
// thunks_unmap(). Returns NULL, with ENOTSUP in errno, if this machine has
// none.
struct thunks *thunks_assembled(void);

// Makes the code executable instead of writable, and tells libgcc's unwinder
// about it. Returns 0, or -1 with the reason in errno.
int thunks_seal(struct thunks *thunks);

// Returns a callback that will call target(ctx, value). The caller owns it
// until thunk_give_back(). Returns NULL with the reason in errno: EAGAIN if all
// are in use, or ENOMEM. Only one thread at a time may call this. Any thread
// may call the thunks, even while they change owners. The price of that is
// memory for each new pair of target and ctx, until thunks_unmap(): see
// slots.h.
fixed_report *thunk_take(struct thunks *thunks,
                         void (*target)(void *ctx, double value), void *ctx);

// Makes the thunk free to be taken again. Call this only after its plugin has
// stopped calling; pool.h says where a late call arrives. Only one thread at a
// time may call this or thunk_take().
void thunk_give_back(struct thunks *thunks, fixed_report *thunk);

// Unmaps all thunks. A call of a thunk after that crashes, so unload the
// plugins first. (With musl a plugin stays until the process ends: see
// with_thunk.c.)
void thunks_unmap(struct thunks *thunks);

// Returns where the code is, to look up its rights in /proc/self/maps.
const char *thunks_code(const struct thunks *thunks);

// Returns where the data is, for the same purpose.
const char *thunks_data(const struct thunks *thunks);

#endif
