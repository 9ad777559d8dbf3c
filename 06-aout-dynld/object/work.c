// work.c - the memory of one piece of work, and what has gone wrong in it.

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work.h"

// Allocated memory is a list, so that one place can free it all.
struct block {
    struct block *next;
    max_align_t bytes[];
};

bool fail(struct work *work, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(work->why, work->whysize, format, arguments);
    va_end(arguments);

    // Names come from files, and messages go to terminals.
    for (char *c = work->why; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
    return false;
}

void *work_alloc(struct work *work, size_t count, size_t size)
{
    struct block *block = NULL;
    if (size == 0 || count <= (SIZE_MAX - sizeof *block) / size)
        block = calloc(1, sizeof *block + count * size);
    if (block == NULL) {
        fail(work, "out of memory");
        return NULL;
    }
    block->next = work->blocks;
    work->blocks = block;
    return block->bytes;
}

void *work_grow(struct work *work, void *p, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return p;
    size_t more = *room == 0 ? 64 : 2 * *room;
    void *larger = work_alloc(work, more, size);
    if (larger == NULL)
        return NULL;
    if (n > 0)
        memcpy(larger, p, n * size);
    *room = more;
    return larger;
}

void work_free(struct work *work)
{
    while (work->blocks != NULL) {
        struct block *next = work->blocks->next;
        free(work->blocks);
        work->blocks = next;
    }
}
