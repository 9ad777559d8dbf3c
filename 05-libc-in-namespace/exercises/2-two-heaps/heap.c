// heap.c - the malloc() of the mailbox: it knows its own blocks.
//
// A plugin may bring a malloc() of its own; some large programs do. This one
// is small and strict, for the check: it counts what is not given back, what it
// is given that it never gave out, and what is smaller than somebody believes,
// and tells when it is unloaded.

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "heap.h"

#define EXPORT __attribute__((visibility("default")))

// Declared here, and not by <stdlib.h>: with this file's own attributes.
EXPORT void *malloc(size_t size);
EXPORT void free(void *memory);
EXPORT void *calloc(size_t number, size_t size);
EXPORT void *realloc(void *memory, size_t size);

struct block {
    size_t size;
    bool in_use;
    _Alignas(16) char bytes[];
};

#define MARK '#'  // the byte behind a block

static _Alignas(16) char arena[1 << 20];
static size_t used;
static int left, foreign, twice, small;

void *malloc(size_t size)
{
    size_t whole = (sizeof(struct block) + size + 1 + 15) & ~(size_t)15;
    if (size > sizeof arena || whole > sizeof arena - used)
        return NULL;
    struct block *block = (struct block *)(arena + used);
    used += whole;
    *block = (struct block){.size = size, .in_use = true};
    block->bytes[size] = MARK;
    left++;
    return block->bytes;
}

// The block, or NULL after counting what is wrong with it.
static struct block *own(void *memory)
{
    uintptr_t offset = (uintptr_t)memory - (uintptr_t)arena;
    if (offset >= sizeof arena) {
        foreign++;
        return NULL;
    }
    struct block *block = (struct block *)(arena + offset) - 1;
    if (!block->in_use) {
        twice++;
        return NULL;
    }
    return block;
}

// What was freed is overwritten, so that who still reads it sees that.
void free(void *memory)
{
    struct block *block = memory == NULL ? NULL : own(memory);
    if (block == NULL)
        return;
    small += block->bytes[block->size] != MARK;
    memset(block->bytes, '?', block->size);
    block->in_use = false;
    left--;
}

void *calloc(size_t number, size_t size)
{
    if (size != 0 && number > sizeof arena / size)
        return NULL;
    void *memory = malloc(number * size);  // fresh, so it is zero
    return memory;
}

void *realloc(void *memory, size_t size)
{
    struct block *old = memory == NULL ? NULL : own(memory);
    void *new = malloc(size);
    if (old != NULL && new != NULL) {
        memcpy(new, memory, old->size < size ? old->size : size);
        free(memory);
    }
    return new;
}

void heap_check(void *memory, size_t size)
{
    struct block *block = own(memory);
    small += block != NULL && block->size < size;
}

// The last destructor that runs in this file.
__attribute__((destructor(101))) static void tell(void)
{
    char text[128];
    int n = snprintf(text, sizeof text,
                     "plugin: %d blocks left, %d not its own, %d freed twice, "
                     "%d too small\n",
                     left, foreign, twice, small);
    if (write(STDOUT_FILENO, text, (size_t)n) != n)
        _exit(9);
}
