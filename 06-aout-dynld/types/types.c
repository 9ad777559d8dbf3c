// types.c - which type an object believes a name to have, and its signature.
//
// Each object says so by its debug information, for what it defines and for
// what it uses. A name without a type there has the signature 0, which matches
// every other one.
//
// signof() in a source leaves two symbols (see signof.h): _signof_12_0, which
// is wanted and which nobody defines, and _signof_12_0_type, of the type in
// question.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"
#include "types.h"

#define SIGNOF "_signof_"
#define SIGNOF_TYPE "_type"

// The entry that says what this one omits: a definition may refer to an earlier
// declaration, and a function that was inlined to the one in the source.
static const struct die *root(const struct die *die)
{
    for (int i = 0; i < 8 && die->origin != NULL; i++)
        die = die->origin;
    return die;
}

// The name by which linkers know it, or NULL.
static const char *linkage_name(const struct die *die)
{
    return die->linkage_name != NULL ? die->linkage_name : die->name;
}

bool is_signof(const char *name)
{
    return strncmp(name, SIGNOF, strlen(SIGNOF)) == 0;
}

// Is the entry of a name that other objects can see, or of a signof()?
static bool is_named(const struct die *die)
{
    const struct die *named = root(die);
    if ((die->tag != DW_TAG_variable && die->tag != DW_TAG_subprogram) ||
        linkage_name(named) == NULL)
        return false;
    return named->external || is_signof(linkage_name(named));
}

// What the name of the entry stands for.
static struct type type_stated(const struct die *die)
{
    if (die->type == NULL || die->tag == DW_TAG_subprogram)
        die = root(die);
    return type_named(die);
}

// By name; of one name what says a type before what does not (ld -r puts the
// units of several compilations into an object, and -g may have been missing in
// one), and the definition before the declarations.
static int by_name(const void *left, const void *right)
{
    const struct typed *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = b->known - a->known;
    if (order == 0)
        order = a->die->declaration - b->die->declaration;
    if (order == 0)
        order = (a->die->offset > b->die->offset) -
                (a->die->offset < b->die->offset);
    return order;
}

bool read_types(struct work *work, const struct object *object,
                struct types *types)
{
    *types = (struct types){0};
    if (!dwarf_read(work, object, &types->dwarf))
        return false;
    type_basics(&types->dwarf);
    size_t room = 0;
    for (size_t i = 0; i < types->dwarf.ndies; i++)
        room += is_named(types->dwarf.dies[i]);
    types->list = work_alloc(work, room, sizeof *types->list);
    if (types->list == NULL)
        return false;
    for (size_t i = 0; i < types->dwarf.ndies; i++) {
        const struct die *die = types->dwarf.dies[i];
        if (!is_named(die))
            continue;
        types->list[types->count++] =
            (struct typed){.name = linkage_name(root(die)),
                           .die = die,
                           .known = type_stated(die).kind != TYPE_FOREIGN};
    }
    qsort(types->list, types->count, sizeof *types->list, by_name);
    return signer_begin(&types->signer, work, &types->dwarf);
}

// The first of that name.
static const struct typed *find(const struct types *types, const char *name)
{
    size_t low = 0, high = types->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(types->list[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == types->count || strcmp(types->list[low].name, name) != 0)
        return NULL;
    return &types->list[low];
}

struct type type_of(const struct types *types, const char *name)
{
    const struct typed *typed = find(types, name);
    if (typed == NULL)
        return (struct type){.kind = TYPE_NONE};
    return type_stated(typed->die);
}

struct type type_asked(const struct types *types, const char *name)
{
    char full[4096 + sizeof SIGNOF_TYPE];  // no name of a symbol is longer
    snprintf(full, sizeof full, "%s" SIGNOF_TYPE, name);
    struct type pointer = type_of(types, full);
    if (pointer.kind != TYPE_POINTER)
        return (struct type){.kind = TYPE_NONE};
    return type_inner(pointer);
}

struct type type_pointed(const struct typed *typed)
{
    struct type pointer = type_stated(typed->die);
    if (!is_signof(typed->name) || pointer.kind != TYPE_POINTER)
        return (struct type){.kind = TYPE_NONE};
    return type_inner(pointer);
}

bool sign_name(struct work *work, const struct object *object,
               struct types *types, const char *name, bool asked, uint32_t *sig)
{
    struct type type = asked ? type_asked(types, name) : type_of(types, name);
    struct steps *steps = &types->signer.steps;
    *steps = (struct steps){.left = STEPS};
    *sig = 0;
    if (type.kind != TYPE_NONE && !signature(&types->signer, type, sig))
        return !types->signer.no_memory && fail(work, "%s: .debug_info: %s: %s",
                                                object->path, name, steps->why);
    if (asked && *sig == 0)
        return fail(work,
                    "%s: %s: signof() of an unknown type: compile with -g",
                    object->path, name);
    return true;
}
