// ranges.c - the table behind ranges.h.
//
// There are two copies of it, and a version that says which one to read: the
// first if it is even, the second if it is odd. A writer increments the
// version, which sends readers to the other copy, and changes the copy that
// they have left. Then it does the same with the second copy:
//
//     version     first copy              second copy
//        2        to be read              the same
//        3        is being changed        to be read: the old table
//        4        to be read: the new     is being changed, too
//
// So one copy is always whole, wherever a writer stops, and no reader ever
// waits for a writer. If the version changed during a search, the copy may have
// changed under the reader: it searches again, now in the other copy. (Linux
// calls this a latch. A seqlock has one copy; there, a reader waits while the
// version is odd.)
//
// All that readers share with writers is atomic. The order: a writer's stores
// into a copy are releases, and a reader's loads from it are acquires; so a
// reader that sees a changed entry also sees the version that was stored before
// it, and discards what it found.

#include <errno.h>
#include <pthread.h>

#include "ranges.h"

// An entry's end is start + size; size is never 0 in the table.
struct entry {
    atomic_uintptr_t start;
    atomic_size_t size;
    _Atomic(void *) owner;
};

// The entries never overlap. The highest address comes first: Linux usually
// puts a new mapping below the older ones, so a new entry usually comes last,
// and no other has to move.
struct table {
    atomic_size_t count;
    struct entry entries[RANGES_MAX];
};

// In .bss: the kernel supplies memory only for the pages that are written.
static struct table copies[2];

static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

atomic_ulong ranges_version = 2;  // not 0: see struct ranges_found
_Thread_local struct ranges_found ranges_found[RANGES_FOUND];
_Thread_local volatile sig_atomic_t ranges_busy;

static void lock(void)
{
    pthread_mutex_lock(&writing);
}

static void unlock(void)
{
    pthread_mutex_unlock(&writing);
}

// fork() copies the lock, but not the thread that may hold it. So the thread
// that forks takes the lock first: then no change is half done, here or in the
// child.
__attribute__((constructor)) static void prepare_for_fork(void)
{
    pthread_atfork(lock, unlock, unlock);
}

// Sends readers to the other copy.
static void turn(void)
{
    unsigned long version =
        atomic_load_explicit(&ranges_version, memory_order_relaxed);
    atomic_store_explicit(&ranges_version, version + 1, memory_order_release);
}

static void put(struct entry *to, uintptr_t start, size_t size, void *owner)
{
    atomic_store_explicit(&to->start, start, memory_order_release);
    atomic_store_explicit(&to->size, size, memory_order_release);
    atomic_store_explicit(&to->owner, owner, memory_order_release);
}

// Writers only: nobody else changes *from meanwhile.
static void copy(struct entry *to, const struct entry *from)
{
    put(to, atomic_load_explicit(&from->start, memory_order_relaxed),
        atomic_load_explicit(&from->size, memory_order_relaxed),
        atomic_load_explicit(&from->owner, memory_order_relaxed));
}

// Returns the first of the n entries that does not begin above address, and so
// may hold it, or the end. While a writer changes this copy the answer may be
// wrong, but it is always one of these.
//
// The number of steps depends on n alone, and gcc makes no branch of "?": a
// processor would mispredict it half of the time, which costs more than the
// step. At each step, the n entries from *entry on are left to search.
static const struct entry *at_or_below(const struct entry *entry, size_t n,
                                       uintptr_t address)
{
    while (n > 0) {
        size_t half = (n + 1) / 2;
        const struct entry *next = entry + half;
        uintptr_t start =
            atomic_load_explicit(&next[-1].start, memory_order_acquire);
        entry = start > address ? next : entry;
        n -= half;
    }
    return entry;
}

// Copies the entry that holds address to *found, or sets found->size to 0.
static void search_once(const struct table *table, uintptr_t address,
                        struct ranges_found *found)
{
    size_t n = atomic_load_explicit(&table->count, memory_order_acquire);
    const struct entry *entry = at_or_below(table->entries, n, address);
    found->size = 0;
    if (entry == table->entries + n)
        return;
    found->start = atomic_load_explicit(&entry->start, memory_order_acquire);
    found->size = atomic_load_explicit(&entry->size, memory_order_acquire);
    found->owner = atomic_load_explicit(&entry->owner, memory_order_acquire);
    if (address - found->start >= found->size)
        found->size = 0;
}

// The same, and *found is right: it belongs to version found->version.
static void search(uintptr_t address, struct ranges_found *found)
{
    unsigned long now =
        atomic_load_explicit(&ranges_version, memory_order_acquire);
    do {
        found->version = now;
        search_once(&copies[now % 2], address, found);
        now = atomic_load_explicit(&ranges_version, memory_order_acquire);
    } while (now != found->version);
}

void *ranges_search(uintptr_t address)
{
    struct ranges_found found = {0};
    search(address, &found);
    return found.size == 0 ? NULL : found.owner;
}

void *ranges_remember(uintptr_t address)
{
    struct ranges_found found = {0};
    search(address, &found);
    if (found.size == 0)
        return NULL;
    *ranges_place(address) = found;
    return found.owner;
}

// Returns why the range cannot be entry i of n, as an errno value, or 0.
static int refused(const struct entry *entries, size_t i, size_t n,
                   uintptr_t start, size_t size)
{
    if (size == 0 || start + (size - 1) < start)
        return EINVAL;
    uintptr_t last = start + (size - 1);
    if (i > 0 && entries[i - 1].start <= last)
        return EEXIST;
    if (i < n && start - entries[i].start < entries[i].size)
        return EEXIST;
    return n == RANGES_MAX ? ENOSPC : 0;
}

// Inserts a range as entry i, after moving the entries from i on by one place.
static void insert(struct table *table, size_t i, uintptr_t start, size_t size,
                   void *owner)
{
    size_t n = atomic_load_explicit(&table->count, memory_order_relaxed);
    for (size_t j = n; j > i; j--)
        copy(&table->entries[j], &table->entries[j - 1]);
    put(&table->entries[i], start, size, owner);
    atomic_store_explicit(&table->count, n + 1, memory_order_release);
}

int ranges_add(uintptr_t start, size_t size, void *owner)
{
    lock();
    size_t n = copies[0].count;
    const struct entry *entries = copies[0].entries;
    size_t i = (size_t)(at_or_below(entries, n, start) - entries);
    int reason = refused(entries, i, n, start, size);
    for (int c = 0; c < 2 && reason == 0; c++) {
        turn();  // away from copy c
        insert(&copies[c], i, start, size, owner);
    }
    unlock();
    if (reason == 0)
        return 0;
    errno = reason;
    return -1;
}

static int belongs(const struct entry *entry, const void *owner)
{
    return atomic_load_explicit(&entry->owner, memory_order_relaxed) == owner;
}

// Removes the owner's entries. The first of them is entry i.
static void take_out(struct table *table, size_t i, const void *owner)
{
    size_t n = atomic_load_explicit(&table->count, memory_order_relaxed);
    size_t kept = i;
    for (; i < n; i++) {
        if (!belongs(&table->entries[i], owner))
            copy(&table->entries[kept++], &table->entries[i]);
    }
    atomic_store_explicit(&table->count, kept, memory_order_release);
}

int ranges_remove(const void *owner)
{
    lock();
    size_t n = copies[0].count, i = 0;
    while (i < n && !belongs(&copies[0].entries[i], owner))
        i++;
    for (int c = 0; c < 2 && i < n; c++) {
        turn();  // away from copy c
        take_out(&copies[c], i, owner);
    }
    int removed = (int)(n - copies[0].count);
    unlock();
    return removed;
}
