// watch.c - what a target does with memory. See watch.h.
//
// Small blocks have a page each, out of a pool that is used again and again: so
// the kernel is only called when the pool grows. A block ends with its page,
// and begins where that leads to: a struct is as large as a multiple of its
// alignment, so it is aligned all the same.

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/target.h"
#include "fuzz/watch.h"

#ifdef __has_feature
#define HAVE(feature) __has_feature(feature)
#else
#define HAVE(feature) 0
#endif
#if defined __SANITIZE_ADDRESS__ || HAVE(address_sanitizer)
#define FENCED false
#else
#define FENCED true
#endif

// In the pool: each is a page, and one behind it that cannot be touched.
#define SLOTS 8192

struct watch watch = {.limit = SIZE_MAX};

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__real_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __real_munmap(void *at, size_t n);
int __real_mprotect(void *at, size_t n, int prot);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __wrap_munmap(void *at, size_t n);
int __wrap_mprotect(void *at, size_t n, int prot);

// The blocks behind a fence.

static struct {
    char *start;
    size_t page;
    unsigned made, nfree;  // slots
    unsigned free[SLOTS];  // the last one freed is the next one used
    size_t sizes[SLOTS];
} pool;

static bool make_pool(void)
{
    pool.page = (size_t)sysconf(_SC_PAGESIZE);
    char *start = __real_mmap(NULL, 2 * SLOTS * pool.page, PROT_NONE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return false;
    pool.start = start;
    return true;
}

// The page of a slot.
static char *page_of(unsigned slot)
{
    return pool.start + 2 * slot * pool.page;
}

// In a page of the pool; NULL: it has none left.
static void *fenced_small(size_t size)
{
    unsigned slot;
    if (pool.nfree > 0)
        slot = pool.free[--pool.nfree];
    else if (pool.made < SLOTS && __real_mprotect(page_of(pool.made), pool.page,
                                                  PROT_READ | PROT_WRITE) == 0)
        slot = pool.made++;
    else
        return NULL;
    pool.sizes[slot] = size;
    return page_of(slot) + pool.page - size;
}

// The slot that a block is in, or -1. Of a block of no bytes the address is
// that of the page behind it.
static int slot_of(const void *p)
{
    uintptr_t at = (uintptr_t)p - (uintptr_t)pool.start;
    if (pool.start == NULL || p == NULL || (uintptr_t)p < (uintptr_t)pool.start)
        return -1;
    unsigned slot = (unsigned)(at / pool.page / 2);
    if (slot >= pool.made)
        return -1;
    if (at != (2 * slot + 1) * pool.page - pool.sizes[slot])
        target_wrong("free of an address that malloc did not return");
    return (int)slot;
}

// A block that is too large for a page: a mapping, its size in front.
struct large {
    struct large *next;
    char *map;
    size_t mapped, size;
    void *block;
};

static struct large *larges;

static void *fenced_large(size_t size)
{
    struct large *large = __real_malloc(sizeof *large);
    size_t whole = (size + pool.page - 1) / pool.page * pool.page;
    if (large == NULL)
        return NULL;
    large->mapped = whole + pool.page;
    large->map = __real_mmap(NULL, large->mapped, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (large->map == MAP_FAILED) {
        __real_free(large);
        return NULL;
    }
    __real_mprotect(large->map + whole, pool.page, PROT_NONE);
    large->size = size;
    large->block = large->map + whole - size;
    large->next = larges;
    larges = large;
    return large->block;
}

// Memory behind a fence, or NULL if it is better taken from elsewhere.
static void *fenced(size_t size)
{
    if (!FENCED || (pool.start == NULL && !make_pool()))
        return NULL;
    void *p = size > pool.page ? fenced_large(size) : fenced_small(size);
    if (p != NULL)
        memset(p, 0xa5, size);  // nobody may count on zeros
    return p;
}

static void free_block(void *p)
{
    int slot = slot_of(p);
    if (slot >= 0) {
        memset(p, 0x5a, pool.sizes[slot]);
        pool.sizes[slot] = SIZE_MAX;  // freed again, it is no block
        pool.free[pool.nfree++] = (unsigned)slot;
        return;
    }
    for (struct large **at = &larges; *at != NULL; at = &(*at)->next) {
        struct large *large = *at;
        if (large->block != p)
            continue;
        *at = large->next;
        __real_munmap(large->map, large->mapped);
        __real_free(large);
        return;
    }
    __real_free(p);
}

// How large a block of ours is; SIZE_MAX: it is none.
static size_t size_of(const void *p)
{
    int slot = slot_of(p);
    if (slot >= 0)
        return pool.sizes[slot];
    for (const struct large *large = larges; large; large = large->next)
        if (large->block == p)
            return large->size;
    return SIZE_MAX;
}

// The calls.

static bool fails(size_t size)
{
    if (size > watch.limit || watch.allocated > watch.limit - size)
        target_wrong("it asks for more memory than the input is worth");
    watch.allocated += size;
    if (++watch.calls != watch.fail)
        return false;
    errno = ENOMEM;
    return true;
}

void *__wrap_malloc(size_t size)
{
    if (fails(size))
        return NULL;
    void *p = fenced(size);
    if (p == NULL)
        p = __real_malloc(size);
    watch.blocks += p != NULL;
    return p;
}

void *__wrap_calloc(size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        target_wrong("a product overflows");
    void *p = __wrap_malloc(n * size);
    if (p != NULL)
        memset(p, 0, n * size);
    return p;
}

void *__wrap_realloc(void *p, size_t size)
{
    size_t old = size_of(p);
    if (p != NULL && old == SIZE_MAX)
        return fails(size) ? NULL : __real_realloc(p, size);
    void *q = __wrap_malloc(size);
    if (q == NULL || p == NULL)
        return q;
    memcpy(q, p, old < size ? old : size);
    __wrap_free(p);
    return q;
}

void __wrap_free(void *p)
{
    if (p == NULL)
        return;
    watch.blocks--;
    free_block(p);
}

void watch_free(void *p)
{
    __real_free(p);
}

static void check_rights(int prot)
{
    if ((prot & PROT_WRITE) && (prot & PROT_EXEC))
        target_wrong("memory to write and to execute is asked for");
}

// Behind it comes a page that cannot be touched.
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    check_rights(prot);
    if (fails(0))
        return MAP_FAILED;
    if (flags & MAP_FIXED)  // in the place of some of these
        return __real_mmap(at, n, prot, flags, fd, off);
    char *p = __real_mmap(at, n + page, prot, flags, fd, off);
    if (p == MAP_FAILED)
        return p;
    __real_mprotect(p + n, page, PROT_NONE);
    watch.mapped += n;
    return p;
}

int __wrap_munmap(void *at, size_t n)
{
    watch.mapped -= n;
    return __real_munmap(at, n + (size_t)sysconf(_SC_PAGESIZE));
}

int __wrap_mprotect(void *at, size_t n, int prot)
{
    check_rights(prot);
    return fails(0) ? -1 : __real_mprotect(at, n, prot);
}

// An input.

static long blocks;
static size_t mapped;

void watch_begin(size_t limit)
{
    blocks = watch.blocks;
    mapped = watch.mapped;
    watch.allocated = 0;
    watch.limit = limit;
    watch.fail = 0;
}

void watch_end(void)
{
    watch.fail = 0;
    watch.limit = SIZE_MAX;
    if (watch.blocks != blocks)
        target_wrong("memory that was allocated is not freed");
    if (watch.mapped != mapped)
        target_wrong("memory that was mapped is not unmapped");
}
