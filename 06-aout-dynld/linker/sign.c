// sign.c - the signatures of names, on which all objects have to agree.
//
// Each object says what it believes a name to be (types/types.c): the one that
// defines it, and those that use it. They agree, too, if one knows of a struct
// only the tag, and another one its members: that is how C hides things. Then
// the signature is that of who knows less. (types/narrow.c finds that out.)
//
// What a signof() asks for becomes a word with the signature in it.

#include <stdlib.h>
#include <string.h>

#include "ld.h"
#include "types/narrow.h"
#include "types/types.h"

struct signing {
    struct linker *ld;
    struct types *types;  // of each object
    struct narrowing narrowing;
};

static struct types *types_of(const struct signing *signing,
                              const struct object *object)
{
    return &signing->types[object - signing->ld->objects];
}

static bool is_asked(const struct global *global)
{
    return global->kind == GLOBAL_SIGNOF;
}

static struct type believed(const struct signing *signing,
                            const struct global *global,
                            const struct belief *belief)
{
    return (is_asked(global) ? type_asked : type_of)(
        types_of(signing, belief->object), global->name);
}

// The last belief, with its link. *found: one has that signature.
static struct belief **end_of(struct global *global, uint32_t sig, bool *found)
{
    struct belief **end = &global->beliefs;
    *found = false;
    for (; *end != NULL; end = &(*end)->next)
        *found |= (*end)->signature == sig;
    return end;
}

// Takes one object's belief into account.
static bool believe(struct linker *ld, const struct object *object,
                    struct global *global, uint32_t sig)
{
    bool found;
    struct belief **end = end_of(global, sig, &found);
    if (sig == 0 || found)
        return true;
    *end = work_alloc(&ld->work, 1, sizeof **end);
    if (*end == NULL)
        return false;
    **end = (struct belief){.object = object, .signature = sig};
    if (global->signature == 0)
        global->signature = sig;
    return true;
}

static bool disagree(struct signing *signing, const struct global *global,
                     const struct belief *a, const struct belief *b)
{
    char where[200], why[240] = "";
    narrow_explain(&signing->narrowing, where, sizeof where);
    if (is_asked(global))
        snprintf(why, sizeof why,
                 ": signof() in the same line of both, so put an empty line in"
                 " one");
    else if (where[0] != '\0')
        snprintf(why, sizeof why, ": %s", where);
    return fail(&signing->ld->work,
                "incompatible type signatures %08lx(%s) and %08lx(%s) for"
                " %s%s (see aoutdump -c)",
                (unsigned long)a->signature, a->object->path,
                (unsigned long)b->signature, b->object->path, global->name,
                why);
}

// Finds out what only one of the two objects knows.
static bool compare(struct signing *signing, const struct global *global,
                    const struct belief *a, const struct belief *b)
{
    struct narrowing *narrowing = &signing->narrowing;
    if (!narrow(narrowing, believed(signing, global, a),
                believed(signing, global, b)))
        return narrowing->steps.why != NULL &&
               fail(&signing->ld->work, "%s: .debug_info: %s: %s",
                    a->object->path, global->name, narrowing->steps.why);
    return !narrowing->is_wrong || disagree(signing, global, a, b);
}

// The signature of what is left of the type.
static bool sign_narrowed(struct signing *signing, const struct global *global,
                          const struct belief *belief, uint32_t *sig)
{
    struct types *types = types_of(signing, belief->object);
    signer_forget(&types->signer);
    return sign_name(&signing->ld->work, belief->object, types, global->name,
                     is_asked(global), sig);
}

static bool sign_all_narrowed(struct signing *signing, struct global *global)
{
    uint32_t sig = 0;
    for (struct belief *b = global->beliefs; b != NULL; b = b->next) {
        if (!sign_narrowed(signing, global, b, &sig))
            return false;
        if (b == global->beliefs)
            global->signature = sig;
        else if (sig != global->signature)
            return disagree(signing, global, global->beliefs, b);
    }
    return true;
}

// For -v.
static bool note_incomplete(struct signing *signing)
{
    struct linker *ld = signing->ld;
    for (size_t i = 0; i < signing->narrowing.nhidden; i++) {
        const char **tags =
            work_grow(&ld->work, ld->incomplete, ld->nincomplete,
                      &ld->incomplete_room, sizeof *tags);
        if (tags == NULL)
            return false;
        ld->incomplete = tags;
        tags[ld->nincomplete++] = narrow_tag(&signing->narrowing.hidden[i]);
    }
    return true;
}

// Makes one signature of several: each two of the objects are compared, and
// then all of them know as little.
static bool agree(struct signing *signing, struct global *global)
{
    signing->narrowing.nhidden = 0;
    for (struct belief *a = global->beliefs; a != NULL; a = a->next)
        for (struct belief *b = a->next; b != NULL; b = b->next)
            if (!compare(signing, global, a, b))
                return false;
    narrow_hide(&signing->narrowing);
    bool done = sign_all_narrowed(signing, global);
    narrow_show(&signing->narrowing);
    for (struct belief *b = global->beliefs; b != NULL; b = b->next)
        signer_forget(&types_of(signing, b->object)->signer);
    return done && note_incomplete(signing);
}

// A program is linked by cc, for which types are no reason to refuse: there,
// only what goes into the table has to be agreed upon.
static bool matters(const struct linker *ld, const struct global *global)
{
    const struct names *wanted = ld->options->exports;
    return ld->is_module || is_asked(global) || wanted->count == 0 ||
           names_have(wanted, global->name);
}

static bool sign_object(struct signing *signing, const struct object *object)
{
    struct linker *ld = signing->ld;
    struct types *types = types_of(signing, object);
    if (!read_types(&ld->work, object, types))
        return false;
    if (object->linked)
        ld->unread = types->dwarf.unread;
    for (size_t i = 0; i < object->nsymbols; i++) {
        struct global *global = object->symbols[i].global;
        uint32_t sig;
        if (global == NULL || !matters(ld, global))
            continue;
        if (!sign_name(&ld->work, object, types, global->name, is_asked(global),
                       &sig) ||
            !believe(ld, object, global, sig))
            return false;
    }
    return true;
}

static void find_signofs(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++) {
        struct global *global = &ld->globals[i];
        if (global->kind != GLOBAL_UNDEFINED || !is_signof(global->name))
            continue;
        global->kind = GLOBAL_SIGNOF;
        ld->nsignofs++;
    }
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

// Each tag once.
static void sort_incomplete(struct linker *ld)
{
    size_t n = 0;
    if (ld->nincomplete == 0)
        return;
    qsort(ld->incomplete, ld->nincomplete, sizeof *ld->incomplete, by_text);
    for (size_t i = 0; i < ld->nincomplete; i++)
        if (n == 0 || strcmp(ld->incomplete[n - 1], ld->incomplete[i]) != 0)
            ld->incomplete[n++] = ld->incomplete[i];
    ld->nincomplete = n;
}

bool sign(struct linker *ld)
{
    struct signing signing = {
        .ld = ld,
        .types = work_alloc(&ld->work, ld->nobjects, sizeof(struct types)),
    };
    if (signing.types == NULL)
        return false;
    narrow_begin(&signing.narrowing, &ld->work, NARROW_STEPS);
    find_signofs(ld);
    for (size_t i = 0; i < ld->nobjects; i++)
        if (!sign_object(&signing, &ld->objects[i]))
            return false;
    for (size_t i = 0; i < ld->nglobals; i++) {
        struct global *global = &ld->globals[i];
        if (global->beliefs != NULL && global->beliefs->next != NULL &&
            !agree(&signing, global))
            return false;
    }
    sort_incomplete(ld);
    return true;
}
