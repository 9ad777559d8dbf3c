// sign.c - the signatures of names, on which all objects have to agree.
//
// Each object says what it believes a name to be (types/types.c): the one that
// defines it, and those that use it. What a signof() asks for becomes a word
// with the signature in it.

#include "ld.h"
#include "types/types.h"

// Takes one object's belief into account.
static bool agree(struct linker *ld, const struct object *object,
                  struct global *global, uint32_t sig)
{
    if (sig == 0)
        return true;
    bool asked = global->kind == GLOBAL_SIGNOF;
    if (global->signature != 0 && global->signature != sig)
        return fail(&ld->work,
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
    if (!read_types(&ld->work, object, &types))
        return false;
    for (size_t i = 0; i < object->nsymbols; i++) {
        struct global *global = object->symbols[i].global;
        uint32_t sig;
        if (global == NULL || !matters(ld, global))
            continue;
        bool asked = global->kind == GLOBAL_SIGNOF;
        if (!sign_name(&ld->work, object, &types, global->name, asked, &sig) ||
            !agree(ld, object, global, sig))
            return false;
    }
    return true;
}

bool sign(struct linker *ld)
{
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
