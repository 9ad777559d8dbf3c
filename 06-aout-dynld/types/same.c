// same.c - when two structs count as one: Inferno's rule, with its limits.
//
// Names do not matter, only what is inside; void * is as good as any pointer;
// a function without parameter list as any other with the same result. The
// comparison goes five levels deep (a level is a member, a parameter or a
// result; pointers and arrays are free), and then calls everything equal. So
// it ends, even where a struct has a pointer to itself; and so five structs,
// one inside the other, count as one with five others, whatever is in the
// innermost. That alone does not give them one signature: see test/alike.c.

#include <string.h>

#include "sig.h"

#define LEVELS 5

static bool same(struct type a, struct type b, int levels, struct steps *steps);

static bool is_list_end(struct type type)
{
    return type.kind == TYPE_NONE;
}

// Member by member. One that the other lacks is a difference at any level.
static bool same_parts(struct parts a, struct parts b, int levels,
                       struct steps *steps)
{
    for (;;) {
        struct type x = type_next(&a, NULL);
        struct type y = type_next(&b, NULL);
        if (is_list_end(x) && is_list_end(y))
            return true;
        if (!same(x, y, levels, steps))
            return false;
    }
}

static bool has_parts(struct type type)
{
    struct parts parts = type_parts(type);
    return !is_list_end(type_next(&parts, NULL));
}

// The tag counts only if there is nothing else to go by.
static bool same_struct(struct type a, struct type b, int levels,
                        struct steps *steps)
{
    if (!has_parts(a) && !has_parts(b))
        return a.die->name != NULL && b.die->name != NULL &&
               strcmp(a.die->name, b.die->name) == 0;
    return same_parts(type_parts(a), type_parts(b), levels, steps);
}

// Past the mark of an old-style definition.
static struct parts parameters(struct type function)
{
    struct parts parts = type_parts(function), ahead = parts;
    return type_next(&ahead, NULL).kind == TYPE_OLD ? ahead : parts;
}

static bool same_function(struct type a, struct type b, int levels,
                          struct steps *steps)
{
    if (!same(type_inner(a), type_inner(b), levels, steps))
        return false;
    if (!has_parts(a) || !has_parts(b))
        return true;
    return same_parts(parameters(a), parameters(b), levels, steps);
}

static bool same_entry(struct type a, struct type b)
{
    return a.kind == b.kind && a.die == b.die && a.dimension == b.dimension;
}

static bool same_count(struct type a, struct type b)
{
    uint64_t m = type_count(a), n = type_count(b);
    return m == 0 || n == 0 || m == n;
}

// Structs, functions, basic types: where there is nothing to point to.
static bool same_end(struct type a, struct type b, int levels,
                     struct steps *steps)
{
    switch (a.kind) {
    case TYPE_STRUCT:
    case TYPE_UNION:
        return same_struct(a, b, levels, steps);
    case TYPE_FUNCTION:
        return same_function(a, b, levels, steps);
    case TYPE_OTHER:
        return strcmp(a.die->name, b.die->name) == 0;
    default:
        return true;
    }
}

static bool same(struct type a, struct type b, int levels, struct steps *steps)
{
    levels--;
    while (step(steps)) {
        bool pointer = a.kind == TYPE_POINTER;
        if (same_entry(a, b))
            return true;
        if (is_list_end(a) || is_list_end(b))
            return false;
        if (levels <= 0)
            return true;
        if (a.kind != b.kind)
            return false;
        if (!pointer && a.kind != TYPE_ARRAY)
            return same_end(a, b, levels, steps);
        if (!pointer && !same_count(a, b))
            return false;
        a = type_inner(a);
        b = type_inner(b);
        if (pointer && (a.kind == TYPE_VOID || b.kind == TYPE_VOID))
            return true;
    }
    return false;
}

bool same_type(struct type a, struct type b, struct steps *steps)
{
    return same(a, b, LEVELS, steps);
}
