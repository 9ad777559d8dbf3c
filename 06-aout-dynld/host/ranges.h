// ranges.h - a sorted table of address ranges: whose is this address?
//
// The rules: call ranges_add() after loading a plugin, and ranges_remove()
// before unloading it. Any thread may call either; they take turns. A signal
// handler must not, if it may have interrupted one of them.
//
// Any thread may call ranges_find(), even while another one adds or removes. So
// may a signal handler, whatever it has interrupted, and a child that was
// forked at any moment, even by vfork() or _Fork(). It takes no lock, and waits
// for nobody. It starts again only if the table changed while it searched. So
// another thread can delay it by changing the table, but not by stopping in the
// middle of a change. (After fork() the child may add and remove, too. fork()
// waits for a change to end, so a signal handler that may have interrupted a
// change must not call it.)
//
// Memory: two copies of the table in .bss, each with 24 bytes for a range.
// Nothing is allocated, so removing cannot fail, and nothing is freed that
// somebody might still read.
//
// Time: a range that comes last, below all others, moves no other range. Any
// other range moves each range below it, in both copies.
//
// There is one table, because a process has one address space. It belongs to
// the program. (In a shared library, compile it with -ftls-model=initial-exec.
// Without that, a thread's first ranges_find() may allocate its thread-local
// memory.)

#ifndef RANGES_H
#define RANGES_H

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

// Linux allows a process 65,530 mappings by default. The two copies take 3 MB
// of address space, but no memory before something is in them. A program that
// locks all its memory may want fewer.
#ifndef RANGES_MAX
#define RANGES_MAX 65536
#endif

// Makes owner (not NULL) the owner of the size bytes from start. Returns 0, or
// -1 with errno EINVAL (an empty range, or one that wraps around the end of
// memory), EEXIST (it overlaps another range) or ENOSPC (there are RANGES_MAX
// already).
int ranges_add(uintptr_t start, size_t size, void *owner);

// Removes all ranges of owner. Returns how many there were.
int ranges_remove(const void *owner);

// For ranges_find(): the full search.
void *ranges_search(uintptr_t address);

// For ranges_find(): the full search, which remembers what it found.
void *ranges_remember(uintptr_t address);

// For ranges_find(): changes with every change of the table.
extern atomic_ulong ranges_version;

// For ranges_find(): what this thread has found, and in which version of the
// table. The place of an address is its page number modulo 64, so that a few
// plugins that take turns seldom evict each other.
#define RANGES_FOUND 64
extern _Thread_local struct ranges_found {
    unsigned long version;  // 0: nothing found yet
    uintptr_t start;
    size_t size;
    void *owner;
} ranges_found[RANGES_FOUND];

// For ranges_find(): not 0 while this thread reads or writes what it remembers.
// A signal handler that finds it set leaves ranges_found alone, and searches.
// (If a handler leaves by longjmp() just then, it stays set: the thread is
// still right, but slower.)
extern _Thread_local volatile sig_atomic_t ranges_busy;

static inline struct ranges_found *ranges_place(uintptr_t address)
{
    return &ranges_found[address / 4096 % RANGES_FOUND];
}

// For ranges_find(): the owner, from what is remembered if possible.
static inline void *ranges_recall(uintptr_t address)
{
    const struct ranges_found *last = ranges_place(address);
    // The version has to match, too: after an unload, the next plugin is often
    // mapped at the same address (chapter 3 shows it).
    if (last->version ==
            atomic_load_explicit(&ranges_version, memory_order_acquire) &&
        address - last->start < last->size)
        return last->owner;
    return ranges_remember(address);
}

// Returns the owner of the range in which address lies, or NULL if it lies in
// none. Most callers have called before, so it tries first what it found then.
// It is in the header to be inlined: a call would double its cost.
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
