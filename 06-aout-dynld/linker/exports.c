// exports.c - which names others get to see.
//
// All that are defined, but for those that the source hides: a reader of
// -fvisibility=hidden expects just that. -x FILE is the stronger wish: what it
// lists is exported, hidden or not, and nothing else is.

#include <elf.h>
#include <string.h>

#include "ld.h"

static bool is_hidden(const struct global *global)
{
    return global->visibility == STV_HIDDEN ||
           global->visibility == STV_INTERNAL;
}

bool can_export(const struct global *global)
{
    return global->kind == GLOBAL_COMMON ||
           (global->kind == GLOBAL_DEFINED &&
            global->symbol->index != INDEX_ABS &&
            global->symbol->type != STT_TLS);
}

static bool is_export(const struct linker *ld, const struct global *global)
{
    const struct names *wanted = ld->options->exports;
    if (!can_export(global))
        return false;
    return wanted->count > 0 ? names_have(wanted, global->name)
                             : !is_hidden(global);
}

bool choose_exports(struct linker *ld)
{
    ld->exports = work_alloc(&ld->work, ld->nglobals, sizeof *ld->exports);
    if (ld->exports == NULL)
        return false;
    for (size_t i = 0; i < ld->nglobals; i++)
        if (is_export(ld, &ld->globals[i]))
            ld->exports[ld->nexports++] = &ld->globals[i];
    return true;
}

bool fail_listed(struct linker *ld, const struct name *name, const char *why)
{
    if (name->file == NULL)
        return fail(&ld->work, "%s: %s", name->text, why);
    return fail(&ld->work, "%s:%lu: %s: %s", name->file, name->line, name->text,
                why);
}

// -u FILE permits, and need not be made use of. -x FILE demands: a name in it
// that came to nothing is a slip of the pen there. What is in both may be an
// import, or nothing at all, so that one file can serve both.
static bool check_export(struct linker *ld, const struct name *name)
{
    const struct global *global = find_global(ld, name->text);
    if (names_have(ld->options->imports, name->text) &&
        (global == NULL || global->kind == GLOBAL_UNDEFINED ||
         global->kind == GLOBAL_IMPORT))
        return true;
    if (global == NULL || global->kind == GLOBAL_UNDEFINED ||
        global->kind == GLOBAL_ZERO)
        return fail_listed(ld, name, "not defined, but -x lists it");
    if (!can_export(global) && global->kind != GLOBAL_IMPORT)
        return fail_listed(ld, name,
                           "cannot be exported: no address in memory of its"
                           " own");
    return true;
}

bool check_listed(struct linker *ld)
{
    const struct names *names = ld->options->exports;
    for (size_t i = 0; i < names->count; i++)
        if (!check_export(ld, &names->list[i]))
            return false;
    return true;
}

bool add_export(struct linker *ld, struct global *made)
{
    size_t at = ld->nexports;
    struct global **exports =
        work_alloc(&ld->work, ld->nexports + 1, sizeof *exports);
    if (exports == NULL)
        return false;
    if (find_global(ld, made->name) != NULL)
        return fail(&ld->work, "%s: the linker defines this name", made->name);
    if (at > 0)
        memcpy(exports, ld->exports, at * sizeof *exports);
    for (; at > 0 && strcmp(exports[at - 1]->name, made->name) > 0; at--)
        exports[at] = exports[at - 1];
    exports[at] = made;
    ld->exports = exports;
    ld->nexports++;
    return true;
}
