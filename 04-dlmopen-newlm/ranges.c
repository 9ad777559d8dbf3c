// ranges.c - the table behind ranges.h.
//
// Writers take a lock, and count the version up before and after the change:
// it is odd while the table is in between. Readers take no lock. They look at
// the version, search, and look again: if it is the same even number, nothing
// moved meanwhile; if not, they search again. (This is called a seqlock.)
//
// All that readers share with writers is atomic. The order: a writer's stores
// into the table are releases, and a reader's loads from it are acquires; so
// whoever sees a new entry also sees the odd version that was stored before
// it, and knows that what it found is worthless.

#include <errno.h>
#include <pthread.h>
#include <sched.h>

#include "ranges.h"

// An entry's end is start + size; size is never 0 in the table.
struct entry {
    atomic_uintptr_t start;
    atomic_size_t size;
    _Atomic(void *) owner;
};

static struct entry table[RANGES_MAX];  // sorted by start, never overlapping
static atomic_size_t count;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

atomic_ulong ranges_version = 2;  // not 0: see struct ranges_found
_Thread_local struct ranges_found ranges_found[RANGES_FOUND];

static void begin_change(void)
{
    pthread_mutex_lock(&writing);
    unsigned long version =
        atomic_load_explicit(&ranges_version, memory_order_relaxed);
    atomic_store_explicit(&ranges_version, version + 1, memory_order_relaxed);
}

static void end_change(void)
{
    unsigned long version =
        atomic_load_explicit(&ranges_version, memory_order_relaxed);
    atomic_store_explicit(&ranges_version, version + 1, memory_order_release);
    pthread_mutex_unlock(&writing);
}

static void put(size_t i, uintptr_t start, size_t size, void *owner)
{
    atomic_store_explicit(&table[i].start, start, memory_order_release);
    atomic_store_explicit(&table[i].size, size, memory_order_release);
    atomic_store_explicit(&table[i].owner, owner, memory_order_release);
}

static void copy(size_t to, size_t from)
{
    put(to, atomic_load_explicit(&table[from].start, memory_order_relaxed),
        atomic_load_explicit(&table[from].size, memory_order_relaxed),
        atomic_load_explicit(&table[from].owner, memory_order_relaxed));
}

// How many of the n entries begin at or before address. While a writer is at
// work the answer may be nonsense, but it is at most n.
static size_t up_to(uintptr_t address, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (atomic_load_explicit(&table[middle].start, memory_order_acquire) <=
            address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Puts the entry in which address lies into *found, or one of size 0.
static void search_once(uintptr_t address, struct ranges_found *found)
{
    size_t n = atomic_load_explicit(&count, memory_order_acquire);
    size_t i = up_to(address, n);
    found->size = 0;
    if (i == 0)
        return;
    const struct entry *entry = &table[i - 1];
    found->start = atomic_load_explicit(&entry->start, memory_order_acquire);
    found->size = atomic_load_explicit(&entry->size, memory_order_acquire);
    found->owner = atomic_load_explicit(&entry->owner, memory_order_acquire);
    if (address - found->start >= found->size)
        found->size = 0;
}

void *ranges_search(uintptr_t address)
{
    struct ranges_found found = {0};
    for (;;) {
        found.version =
            atomic_load_explicit(&ranges_version, memory_order_acquire);
        if (found.version % 2 == 0) {
            search_once(address, &found);
            if (found.version ==
                atomic_load_explicit(&ranges_version, memory_order_relaxed))
                break;
        }
        sched_yield();  // a writer is at work, and soon done
    }
    if (found.size == 0)
        return NULL;
    *ranges_place(address) = found;
    return found.owner;
}

// Why the range cannot be entry i of n: an errno value, or 0.
static int refused(size_t i, size_t n, uintptr_t start, size_t size)
{
    if (size == 0 || start + (size - 1) < start)
        return EINVAL;
    uintptr_t last = start + (size - 1);
    if (i > 0 && start - table[i - 1].start < table[i - 1].size)
        return EEXIST;
    if (i < n && table[i].start <= last)
        return EEXIST;
    return n == RANGES_MAX ? ENOSPC : 0;
}

int ranges_add(uintptr_t start, size_t size, void *owner)
{
    begin_change();
    size_t n = count;
    size_t i = up_to(start, n);
    int reason = refused(i, n, start, size);
    if (reason == 0) {
        for (size_t j = n; j > i; j--)
            copy(j, j - 1);
        put(i, start, size, owner);
        atomic_store_explicit(&count, n + 1, memory_order_release);
    }
    end_change();
    errno = reason;
    return reason == 0 ? 0 : -1;
}

int ranges_remove(const void *owner)
{
    begin_change();
    size_t n = count, kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (table[i].owner != owner)
            copy(kept++, i);
    }
    atomic_store_explicit(&count, kept, memory_order_release);
    end_change();
    return (int)(n - kept);
}
