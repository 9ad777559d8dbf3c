// met.c - the structs that were met in one signature.
//
// A struct that counts as one met before goes in as the number of that one. Of
// a thousand structs, to compare each with all others for each name takes too
// long. Which others it is the same as does not depend on the name: that is
// found out once. Which may be the same is seen at a glance, from the number of
// their members and the kinds of these: the shape. Only what has one shape is
// compared.
//
// And most signatures begin with a struct that another one began with, too.
// What came of it then comes of it again, so it is remembered: the hash, and
// which structs were met.

#include <string.h>

#include "sig.h"

// A struct may be the same as many, and mostly is the same as none.
#define ALIKE 16

// All lists of structs that are remembered.
#define REMEMBERED 4000000

// The most arrays of arrays that are looked into.
#define DIMENSIONS 100

// Of one struct.
struct met {
    struct type type;  // of kind TYPE_NONE: it is no struct, but a function
    uint32_t shape;
    uint32_t next;      // of those like it, plus 1; 0: the last
    uint32_t *alike;    // the numbers of those that are the same; NULL: not
    size_t nalike;      //   known yet. More than ALIKE: not all are there
    uint32_t round;     // the signature in which it was met
    uint32_t index;     // in the list, of the first one that is the same
    bool listed;        // that is this one
    struct root *root;  // or NULL
};

bool met_begin(struct signer *signer, const struct dwarf *dwarf)
{
    size_t count = dwarf->numbered;
    signer->nshapes = 16;
    while (signer->nshapes < count)
        signer->nshapes *= 2;
    signer->met = work_alloc(signer->work, count, sizeof *signer->met);
    signer->list = work_alloc(signer->work, count, sizeof *signer->list);
    signer->shapes =
        work_alloc(signer->work, signer->nshapes, sizeof *signer->shapes);
    if (signer->met == NULL || signer->list == NULL || signer->shapes == NULL)
        return false;
    for (size_t i = 0; i < dwarf->ndies; i++) {
        struct type type = type_struct(dwarf->dies[i]);
        if (type.kind != TYPE_NONE)
            signer->met[type.die->number].type = type;
    }
    return true;
}

void met_clear(struct signer *signer)
{
    signer->round++;
    signer->nlist = 0;
}

void signer_forget(struct signer *signer)
{
    for (size_t i = 0; i < signer->count; i++) {
        signer->met[i].alike = NULL;
        signer->met[i].root = NULL;
    }
    signer->shaped = false;
    signer->remembered = 0;
    same_forget(signer);
}

static uint32_t mix(uint32_t shape, uint32_t what)
{
    return (shape ^ what) * 0x01000193;
}

// Of an array its elements count, too, and of nothing what is inside.
static uint32_t mix_type(uint32_t shape, struct type type)
{
    for (int i = 0; type.kind == TYPE_ARRAY && i < DIMENSIONS; i++) {
        shape = mix(shape, type.kind);
        type = type_inner(type);
    }
    return mix(shape, type.kind);
}

// Two that are the same have one shape. Two without members are the same if
// they have one tag.
static uint32_t shape_of(struct type type)
{
    struct parts parts = type_parts(type);
    uint32_t shape = mix(0x811c9dc5, type.kind);
    struct type part = type_next(&parts, NULL);
    const char *tag = type.die->name;
    if (part.kind == TYPE_NONE && tag != NULL)
        for (; *tag != '\0'; tag++)
            shape = mix(shape, (unsigned char)*tag);
    while (part.kind != TYPE_NONE) {
        shape = mix_type(shape, part);
        part = type_next(&parts, NULL);
    }
    return shape;
}

static uint32_t *shape_place(const struct signer *signer, uint32_t shape)
{
    return &signer->shapes[(shape ^ shape >> 16) & (signer->nshapes - 1)];
}

// Puts all structs in order by their shapes.
static void find_shapes(struct signer *signer)
{
    memset(signer->shapes, 0, signer->nshapes * sizeof *signer->shapes);
    for (size_t i = 0; i < signer->count; i++) {
        struct met *met = &signer->met[i];
        if (met->type.kind == TYPE_NONE)
            continue;
        met->shape = shape_of(met->type);
        uint32_t *place = shape_place(signer, met->shape);
        met->next = *place;
        *place = (uint32_t)i + 1;
    }
    signer->shaped = true;
}

// Finds out which others are the same as this one.
static void find_alike(struct signer *signer, struct met *met)
{
    if (!signer->shaped)
        find_shapes(signer);
    met->nalike = 0;
    met->alike = signer_alloc(signer, ALIKE, sizeof *met->alike);
    uint32_t next = *shape_place(signer, met->shape);
    while (next != 0 && met->nalike <= ALIKE && signer->steps.why == NULL) {
        const struct met *other = &signer->met[next - 1];
        if (other != met && other->shape == met->shape &&
            same_type(signer, other->type, met->type)) {
            if (met->nalike < ALIKE)
                met->alike[met->nalike] = next - 1;
            met->nalike++;
        }
        next = other->next;
    }
}

// What is remembered is not at the expense of the name that came first. What
// was broken off is not remembered.
static void know_alike(struct signer *signer, struct met *met)
{
    if (met->alike != NULL)
        return;
    unsigned long left = signer->steps.left;
    find_alike(signer, met);
    if (signer->steps.why == NULL) {
        signer->steps.left = left;
        return;
    }
    met->alike = NULL;
    met->nalike = 0;
}

// Looks through the list: the struct is the same as so many that the first one
// of them is soon found.
static long search(struct signer *signer, struct type type)
{
    for (size_t i = 0; i < signer->nlist && step(&signer->steps); i++)
        if (same_type(signer, signer->list[i], type))
            return (long)i;
    return -1;
}

// The first in the list of those that are the same as this one.
static long first_alike(struct signer *signer, const struct met *met)
{
    long first = -1;
    for (size_t i = 0; i < met->nalike; i++) {
        const struct met *other = &signer->met[met->alike[i]];
        if (other->round == signer->round && other->listed &&
            (first < 0 || other->index < first))
            first = other->index;
    }
    return first;
}

long met_find(struct signer *signer, struct type type)
{
    struct met *met = &signer->met[type.die->number];
    if (met->round == signer->round)
        return met->index;
    know_alike(signer, met);
    long first =
        met->nalike > ALIKE ? search(signer, type) : first_alike(signer, met);
    if (first >= 0) {
        met->round = signer->round;
        met->index = (uint32_t)first;
        met->listed = false;
    }
    return first;
}

void met_add(struct signer *signer, struct type type)
{
    struct met *met = &signer->met[type.die->number];
    met->round = signer->round;
    met->index = (uint32_t)signer->nlist;
    met->listed = true;
    signer->list[signer->nlist++] = type;
}

void met_remember(struct signer *signer, struct type type, uint32_t factor,
                  uint32_t sum)
{
    if (signer->steps.why != NULL ||
        signer->nlist > REMEMBERED - signer->remembered)
        return;
    struct root *root = signer_alloc(
        signer, 1, sizeof *root + signer->nlist * sizeof *signer->list);
    if (root == NULL)
        return;
    root->factor = factor;
    root->sum = sum;
    root->foreign = signer->foreign;
    root->count = signer->nlist;
    memcpy(root->list, signer->list, root->count * sizeof *root->list);
    signer->remembered += root->count;
    signer->met[type.die->number].root = root;
}

const struct root *met_recall(struct signer *signer, struct type type)
{
    const struct root *root = signer->met[type.die->number].root;
    for (size_t i = 0; root != NULL && i < root->count; i++)
        met_add(signer, root->list[i]);
    return root;
}
