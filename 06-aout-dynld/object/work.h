// work.h - the memory of one piece of work, and what has gone wrong in it.
//
// The rules: one struct work for one link, or one look at an object. All that
// work_alloc() gives belongs to it, nobody frees a part, and work_free() is
// called once, at the end. A function that fails returns false (or NULL) after
// fail() has said why; the first failure ends the work.

#ifndef WORK_H
#define WORK_H

#include <stdbool.h>
#include <stddef.h>

struct work {
    struct block *blocks;  // what work_alloc() gave
    char *why;             // the caller's, of whysize bytes
    size_t whysize;
};

// Puts the reason into work->why, without control characters. Returns false.
bool fail(struct work *work, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Zeroed memory for count things of size bytes, or NULL after fail(). count may
// be 0.
void *work_alloc(struct work *work, size_t count, size_t size);

// An array with room for one more than n elements of size bytes: p, which has
// room for *room, or a larger one with the same in it. NULL after fail().
void *work_grow(struct work *work, void *p, size_t n, size_t *room,
                size_t size);

// Frees all of it.
void work_free(struct work *work);

#endif
