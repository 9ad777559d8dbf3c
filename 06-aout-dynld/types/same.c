// same.c - when two structs count as one: Inferno's rule, with its limits.
//
// Names do not matter, only what is inside; void * is as good as any pointer;
// a function without parameter list as any other with the same result. The
// comparison goes five levels deep (a level is a member, a parameter or a
// result; pointers and arrays are free), and then calls everything equal. So
// it ends, even where a struct has a pointer to itself; and so five structs,
// one inside the other, count as one with five others, whatever is in the
// innermost. That alone does not give them one signature: see test/alike.c.
//
// Five levels of structs with fifty members each are millions of comparisons,
// mostly the same ones. So what was compared is remembered.

#include <string.h>

#include "sig.h"

#define LEVELS 5

// The most comparisons that are remembered; the others are made again.
#define PAIRS 4000000

// Two structs or functions that were compared.
struct pair {
    uint32_t a, b;   // their numbers, the lower one first
    uint8_t levels;  // that were left; 0: an empty place
    bool same;
};

static bool same(struct signer *signer, struct type a, struct type b,
                 int levels);

static bool is_list_end(struct type type)
{
    return type.kind == TYPE_NONE;
}

static bool same_count(struct type a, struct type b)
{
    uint64_t m = type_count(a), n = type_count(b);
    return m == 0 || n == 0 || m == n;
}

// Can the two be told apart without a look inside? Most can.
static bool differ_outside(struct type x, struct type y)
{
    if (x.kind != y.kind)
        return true;
    return x.kind == TYPE_ARRAY && !same_count(x, y);
}

// Member by member. One that the other lacks is a difference at any level. The
// first time without a look inside of what they are.
static bool same_parts(struct signer *signer, struct parts a, struct parts b,
                       int levels)
{
    struct parts p = a, q = b;
    struct type x, y;
    do {
        x = type_next(&p, NULL);
        y = type_next(&q, NULL);
        if (is_list_end(x) != is_list_end(y) ||
            (levels > 1 && differ_outside(x, y)))
            return false;
    } while (!is_list_end(x) && step(&signer->steps));
    do {
        x = type_next(&a, NULL);
        y = type_next(&b, NULL);
        if (!is_list_end(x) && !same(signer, x, y, levels))
            return false;
    } while (!is_list_end(x) && step(&signer->steps));
    return true;
}

static bool has_parts(struct type type)
{
    struct parts parts = type_parts(type);
    return !is_list_end(type_next(&parts, NULL));
}

// The tag counts only if there is nothing else to go by.
static bool same_struct(struct signer *signer, struct type a, struct type b,
                        int levels)
{
    if (!has_parts(a) && !has_parts(b))
        return a.die->name != NULL && b.die->name != NULL &&
               strcmp(a.die->name, b.die->name) == 0;
    return same_parts(signer, type_parts(a), type_parts(b), levels);
}

// Past the mark of an old-style definition.
static struct parts parameters(struct type function)
{
    struct parts parts = type_parts(function), ahead = parts;
    return type_next(&ahead, NULL).kind == TYPE_OLD ? ahead : parts;
}

static bool same_function(struct signer *signer, struct type a, struct type b,
                          int levels)
{
    if (!same(signer, type_inner(a), type_inner(b), levels))
        return false;
    if (!has_parts(a) || !has_parts(b))
        return true;
    return same_parts(signer, parameters(a), parameters(b), levels);
}

static bool same_entry(struct type a, struct type b)
{
    return a.kind == b.kind && a.die == b.die && a.dimension == b.dimension;
}

// Where the pair is, or where there is room for it.
static struct pair *place(struct pair *pairs, size_t room, uint32_t a,
                          uint32_t b, int levels)
{
    uint64_t hash = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15 +
                    (uint64_t)levels * 0x632be59bd9b4e019;
    size_t at = (size_t)(hash ^ hash >> 32) & (room - 1);
    while (pairs[at].levels != 0 &&
           (pairs[at].a != a || pairs[at].b != b || pairs[at].levels != levels))
        at = (at + 1) & (room - 1);
    return &pairs[at];
}

// At least half of the places are empty. Returns false if nothing more is
// remembered.
static bool make_room(struct signer *signer)
{
    if (2 * signer->npairs < signer->pair_room)
        return true;
    if (signer->npairs >= PAIRS)
        return false;
    size_t room = signer->pair_room == 0 ? 256 : 2 * signer->pair_room;
    struct pair *pairs = signer_alloc(signer, room, sizeof *pairs);
    if (pairs == NULL)
        return false;
    for (size_t i = 0; i < signer->pair_room; i++) {
        const struct pair *old = &signer->pairs[i];
        if (old->levels != 0)
            *place(pairs, room, old->a, old->b, old->levels) = *old;
    }
    signer->pairs = pairs;
    signer->pair_room = room;
    return true;
}

void same_forget(struct signer *signer)
{
    if (signer->npairs > 0)
        memset(signer->pairs, 0, signer->pair_room * sizeof *signer->pairs);
    signer->npairs = 0;
}

// Structs and functions, which have something inside.
static bool same_inside(struct signer *signer, struct type a, struct type b,
                        int levels)
{
    uint32_t x = a.die->number, y = b.die->number;
    if (x > y) {  // the answer is the same
        x = b.die->number;
        y = a.die->number;
    }
    if (signer->pairs != NULL) {
        const struct pair *known =
            place(signer->pairs, signer->pair_room, x, y, levels);
        if (known->levels != 0)
            return known->same;
    }
    bool result = (a.kind == TYPE_FUNCTION ? same_function
                                           : same_struct)(signer, a, b, levels);
    if (signer->steps.why == NULL && make_room(signer)) {
        *place(signer->pairs, signer->pair_room, x, y, levels) =
            (struct pair){x, y, (uint8_t)levels, result};
        signer->npairs++;
    }
    return result;
}

// Where there is nothing to point to.
static bool same_end(struct signer *signer, struct type a, struct type b,
                     int levels)
{
    switch (a.kind) {
    case TYPE_STRUCT:
    case TYPE_UNION:
    case TYPE_FUNCTION:
        return same_inside(signer, a, b, levels);
    case TYPE_OTHER:
        return strcmp(a.die->name, b.die->name) == 0;
    default:
        return true;
    }
}

static bool same(struct signer *signer, struct type a, struct type b,
                 int levels)
{
    levels--;
    while (step(&signer->steps)) {
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
            return same_end(signer, a, b, levels);
        if (!pointer && !same_count(a, b))
            return false;
        a = type_inner(a);
        b = type_inner(b);
        if (pointer && (a.kind == TYPE_VOID || b.kind == TYPE_VOID))
            return true;
    }
    return false;
}

bool same_type(struct signer *signer, struct type a, struct type b)
{
    return same(signer, a, b, LEVELS);
}
