// ranges.h - a sorted table of address ranges: whose is this address?
//
// The rules: ranges_add() after a plugin is loaded, ranges_remove() before it
// is unloaded. ranges_find() may be called from any thread, also while another
// adds or removes. It takes no lock, but it waits for a change to end: so not
// from a signal handler, which may have interrupted the one that it waits for.
//
// There is one table, because a process has one set of addresses.

#ifndef RANGES_H
#define RANGES_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define RANGES_MAX 256

// Makes owner (not NULL) the one that the size bytes from start belong to.
// Returns 0; or -1 with errno EINVAL (an empty range, or one that wraps around
// the end of memory), EEXIST (it overlaps one that is there) or ENOSPC
// (RANGES_MAX are there).
int ranges_add(uintptr_t start, size_t size, void *owner);

// Removes all ranges of owner. Returns how many there were.
int ranges_remove(const void *owner);

// For ranges_find(): the full search.
void *ranges_search(uintptr_t address);

// For ranges_find(): changes with every change of the table.
extern atomic_ulong ranges_version;

// For ranges_find(): what this thread has found, and in which version of the
// table. An address has the place of its page number modulo 64, so that a few
// plugins that take turns seldom push each other out.
#define RANGES_FOUND 64
extern _Thread_local struct ranges_found {
    unsigned long version;  // 0: nothing found yet
    uintptr_t start;
    size_t size;
    void *owner;
} ranges_found[RANGES_FOUND];

static inline struct ranges_found *ranges_place(uintptr_t address)
{
    return &ranges_found[address / 4096 % RANGES_FOUND];
}

// Returns the owner of the range in which address lies, or NULL if it lies in
// none. Most callers have called before, so what was found then is tried
// first. It stands in the header to be inlined: a call would cost as much
// again.
static inline void *ranges_find(const void *address)
{
    uintptr_t at = (uintptr_t)address;
    const struct ranges_found *last = ranges_place(at);
    // Not without the version: after an unload, the next plugin is often
    // mapped at the same address (chapter 3 shows it).
    if (last->version ==
            atomic_load_explicit(&ranges_version, memory_order_acquire) &&
        at - last->start < last->size)
        return last->owner;
    return ranges_search(at);
}

#endif
