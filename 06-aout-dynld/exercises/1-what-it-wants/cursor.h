// cursor.h - take a file in memory apart, from front to back.
//
// Each function moves the cursor behind what it took. If there is not so much
// left it says so, and the cursor stays where it was.

#ifndef CURSOR_H
#define CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lib9.h"

struct cursor {
    const uchar *next;
    size_t left;  // bytes
};

// Passes over n bytes.
static inline bool pass(struct cursor *c, uvlong n)
{
    if (n > c->left)
        return false;
    c->next += n;
    c->left -= (size_t)n;
    return true;
}

// Takes a big-endian number of 4 bytes.
static inline bool take4(struct cursor *c, uint *number)
{
    const uchar *p = c->next;
    if (!pass(c, 4))
        return false;
    *number = (uint)p[0] << 24 | (uint)p[1] << 16 | (uint)p[2] << 8 | p[3];
    return true;
}

// Takes a name, with the zero that ends it. Returns NULL if none does.
static inline const char *take_name(struct cursor *c)
{
    const uchar *name = c->next;
    const uchar *zero = c->left == 0 ? NULL : memchr(name, '\0', c->left);
    if (zero == NULL)
        return NULL;
    pass(c, (uvlong)(zero - name) + 1);
    return (const char *)name;
}

#endif
