// sign.c - the signatures of names, and of the places that ask for one.
//
// Each object says by its debug information what it believes a name to be: the
// one that defines it, and those that use it. All have to agree. A name of
// which the compiler left no type has the signature 0, which matches every
// other one.
//
// signof() in a source leaves two symbols (see signof.h): _signof_12_0, which
// is wanted and which nobody defines, and _signof_12_0_type, of the type in
// question. The linker makes the first one a word with the signature in it.

#include <stdlib.h>
#include <string.h>

#include "types/constants.h"
#include "types/types.h"
#include "ld.h"
#include "types/sig.h"

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

static bool is_signof(const char *name)
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

// By name; of one name the definition before the declarations.
static int by_name(const void *left, const void *right)
{
    const struct typed *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = a->die->declaration - b->die->declaration;
    if (order == 0)
        order = (a->die->offset > b->die->offset) -
                (a->die->offset < b->die->offset);
    return order;
}

bool read_types(struct linker *ld, const struct object *object,
                struct types *types)
{
    *types = (struct types){0};
    if (!dwarf_read(ld, object, &types->dwarf))
        return false;
    size_t room = 0;
    for (size_t i = 0; i < types->dwarf.ndies; i++)
        room += is_named(types->dwarf.dies[i]);
    types->list = ld_alloc(ld, room, sizeof *types->list);
    if (types->list == NULL)
        return false;
    for (size_t i = 0; i < types->dwarf.ndies; i++) {
        const struct die *die = types->dwarf.dies[i];
        if (is_named(die))
            types->list[types->count++] =
                (struct typed){linkage_name(root(die)), die};
    }
    qsort(types->list, types->count, sizeof *types->list, by_name);
    return true;
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

static struct type find_type(const struct types *types, const char *name)
{
    const struct typed *typed = find(types, name);
    if (typed == NULL)
        return (struct type){.kind = TYPE_NONE};
    const struct die *die = typed->die;
    if (die->type == NULL || die->tag == DW_TAG_subprogram)
        die = root(die);
    return type_named(&types->dwarf, die);
}

// The type that a signof() is about, which has left the symbol name.
static struct type find_signof(const struct types *types, const char *name)
{
    char full[4096 + sizeof SIGNOF_TYPE];  // no name of a symbol is longer
    snprintf(full, sizeof full, "%s" SIGNOF_TYPE, name);
    struct type pointer = find_type(types, full);
    if (pointer.kind != TYPE_POINTER)
        return (struct type){.kind = TYPE_NONE};
    return type_inner(pointer);
}

struct type type_of(const struct types *types, const struct global *global)
{
    return global->kind == GLOBAL_SIGNOF ? find_signof(types, global->name)
                                         : find_type(types, global->name);
}

// What the object believes the name to be. 0: it does not say.
static bool sign_name(struct linker *ld, const struct object *object,
                      const struct types *types, const struct global *global,
                      uint32_t *sig)
{
    bool asked = global->kind == GLOBAL_SIGNOF;
    struct type type = type_of(types, global);
    *sig = 0;
    if (type.kind != TYPE_NONE && !signature(type, &ld->steps, sig))
        return fail(ld, "%s: .debug_info: %s: %s", object->path, global->name,
                    ld->steps.why);
    if (asked && *sig == 0)
        return fail(ld, "%s: %s: signof() of an unknown type: compile with -g",
                    object->path, global->name);
    return true;
}

// Takes one object's belief into account.
static bool agree(struct linker *ld, const struct object *object,
                  struct global *global, uint32_t sig)
{
    if (sig == 0)
        return true;
    bool asked = global->kind == GLOBAL_SIGNOF;
    if (global->signature != 0 && global->signature != sig)
        return fail(ld,
                    "incompatible type signatures %08lx(%s) and %08lx(%s) for"
                    " %s%s",
                    (unsigned long)global->signature, global->believer->path,
                    (unsigned long)sig, object->path, global->name,
                    asked ? ": signof() in the same line of both, so put an"
                            " empty line in one"
                          : "");
    global->signature = sig;
    global->believer = object;
    return true;
}

// A program is linked by cc, for which types are no reason to refuse: there,
// only what goes into the table has to be agreed upon.
static bool matters(const struct linker *ld, const struct global *global)
{
    const struct names *wanted = ld->options->exports;
    return ld->is_module || global->kind == GLOBAL_SIGNOF ||
           wanted->count == 0 || names_have(wanted, global->name);
}

static bool sign_object(struct linker *ld, const struct object *object)
{
    struct types types;
    if (!read_types(ld, object, &types))
        return false;
    for (size_t i = 0; i < object->nsymbols; i++) {
        struct global *global = object->symbols[i].global;
        uint32_t sig;
        if (global == NULL || !matters(ld, global))
            continue;
        if (!sign_name(ld, object, &types, global, &sig) ||
            !agree(ld, object, global, sig))
            return false;
    }
    return true;
}

bool sign(struct linker *ld)
{
    ld->steps.left = STEPS;
    for (size_t i = 0; i < ld->nglobals; i++) {
        struct global *global = &ld->globals[i];
        if (global->kind != GLOBAL_UNDEFINED || !is_signof(global->name))
            continue;
        global->kind = GLOBAL_SIGNOF;
        ld->nsignofs++;
    }
    for (size_t i = 0; i < ld->nobjects; i++)
        if (!sign_object(ld, &ld->objects[i]))
            return false;
    return true;
}

uint32_t signature_of(const struct global *global)
{
    return global->signature;
}
