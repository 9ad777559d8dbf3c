// ranges.h - a sorted table of address ranges: whose is this address?
//
// The rules: ranges_add() after a plugin is loaded, ranges_remove() before it
// is unloaded. Any thread may call either; they take turns, and are not for
// signal handlers.
//
// ranges_find() may be called from any thread, also while another one adds or
// removes; from a signal handler, whatever that has interrupted; and in a child
// that was forked at any moment, by vfork() or _Fork() too. It takes no lock,
// and waits for nobody. It only begins anew if a change was made while it
// searched: another thread can delay it by changing the table, and not by
// having stopped in the middle of that. (After fork() the child may add and
// remove as well. fork() waits for a change to end: so it is not for a signal
// handler that may have interrupted one.)
//
// Memory: two copies of the table, 24 bytes each for a range, in places that
// were set aside when the program was linked. Nothing is allocated, so removing
// cannot fail, and there is nothing to be freed that somebody might still read.
//
// Time, for a range that comes last, below all others: always the same. Any
// other costs two moves of each range that is below it.
//
// There is one table, because a process has one set of addresses. It belongs to
// the program. (In a shared library, compile it with -ftls-model=initial-exec:
// or a thread's first ranges_find() may allocate what it remembers in.)

#ifndef RANGES_H
#define RANGES_H

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

// Linux gives a process 65,530 mappings, unless it is told otherwise. The two
// copies take 3 MB of addresses, but no memory before there is something in
// them. A program that locks all its memory may want fewer.
#ifndef RANGES_MAX
#define RANGES_MAX 65536
#endif

// Makes owner (not NULL) the one that the size bytes from start belong to.
// Returns 0; or -1 with errno EINVAL (an empty range, or one that wraps around
// the end of memory), EEXIST (it overlaps one that is there) or ENOSPC
// (RANGES_MAX are there).
int ranges_add(uintptr_t start, size_t size, void *owner);

// Removes all ranges of owner. Returns how many there were.
int ranges_remove(const void *owner);

// For ranges_find(): the full search.
void *ranges_search(uintptr_t address);

// For ranges_find(): the full search, and what it found is remembered.
void *ranges_remember(uintptr_t address);

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

// For ranges_find(): not 0 while this thread reads or writes what it remembers.
// A signal handler that finds it so leaves that alone, and searches. (One that
// leaves by longjmp() just then leaves it set: its thread is right, and
// slower.)
extern _Thread_local volatile sig_atomic_t ranges_busy;

static inline struct ranges_found *ranges_place(uintptr_t address)
{
    return &ranges_found[address / 4096 % RANGES_FOUND];
}

// For ranges_find(): the owner, by what is remembered if it can be.
static inline void *ranges_recall(uintptr_t address)
{
    const struct ranges_found *last = ranges_place(address);
    // Not without the version: after an unload, the next plugin is often
    // mapped at the same address (chapter 3 shows it).
    if (last->version ==
            atomic_load_explicit(&ranges_version, memory_order_acquire) &&
        address - last->start < last->size)
        return last->owner;
    return ranges_remember(address);
}

// Returns the owner of the range in which address lies, or NULL if it lies in
// none. Most callers have called before, so what was found then is tried
// first. It stands in the header to be inlined: a call would cost as much
// again.
static inline void *ranges_find(const void *address)
{
    if (ranges_busy)
        return ranges_search((uintptr_t)address);
    ranges_busy = 1;
    atomic_signal_fence(memory_order_seq_cst);  // for the compiler: this order
    void *owner = ranges_recall((uintptr_t)address);
    atomic_signal_fence(memory_order_seq_cst);
    ranges_busy = 0;
    return owner;
}

#endif
