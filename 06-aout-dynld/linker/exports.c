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

// A name that FILE lists and that came to nothing is a slip of the pen there.
static bool check_names(struct linker *ld, const struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct global *global = find_global(ld, names->names[i]);
        if (global == NULL || global->kind == GLOBAL_UNDEFINED)
            return fail(&ld->work, "%s: not defined", names->names[i]);
        if (names == ld->options->exports && !can_export(global) &&
            global->kind != GLOBAL_IMPORT)
            return fail(&ld->work,
                        "%s: cannot be exported: no address in memory",
                        names->names[i]);
    }
    return true;
}

bool check_listed(struct linker *ld)
{
    return check_names(ld, ld->options->imports) &&
           check_names(ld, ld->options->exports);
}
