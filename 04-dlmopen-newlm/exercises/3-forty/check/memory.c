// memory.c - count what crowd.c takes from the heap, or maps, and gives back.
//
// The linker turns its calls of malloc() into calls of __wrap_malloc(), and so
// on (--wrap, in the Makefile), as for the chapter's nomem.c. What the C
// library and the gauges take for themselves is not counted.

#include "check/memory.h"

#include <stdlib.h>
#include <sys/mman.h>

static long held;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *piece, size_t size);
void __real_free(void *piece);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *piece, size_t size);
void __wrap_free(void *piece);

void *__wrap_malloc(size_t size)
{
    void *piece = __real_malloc(size);
    held += piece != NULL;
    return piece;
}

void *__wrap_calloc(size_t n, size_t size)
{
    void *piece = __real_calloc(n, size);
    held += piece != NULL;
    return piece;
}

void *__wrap_realloc(void *piece, size_t size)
{
    void *larger = __real_realloc(piece, size);
    held += piece == NULL && larger != NULL;
    return larger;
}

void __wrap_free(void *piece)
{
    held -= piece != NULL;
    __real_free(piece);
}

long memory_held(void)
{
    return held;
}

static long mapped;

void *__real_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset);
int __real_munmap(void *at, size_t size);

void *__wrap_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset);
int __wrap_munmap(void *at, size_t size);

void *__wrap_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset)
{
    void *map = __real_mmap(at, size, rights, flags, fd, offset);
    mapped += map != MAP_FAILED;
    return map;
}

int __wrap_munmap(void *at, size_t size)
{
    int result = __real_munmap(at, size);
    mapped -= result == 0;
    return result;
}

long memory_mapped(void)
{
    return mapped;
}
