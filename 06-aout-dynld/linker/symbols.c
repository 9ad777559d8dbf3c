// symbols.c - what each name means, over all objects.
//
// A strong definition beats a common symbol ("int x;" under -fcommon), which
// beats a weak definition; of equals, commons merge, the first weak one wins,
// and two strong ones are an error. A name without any is for scan.c.

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "ld.h"

// One object's use of a name.
struct mention {
    const char *name;
    const struct object *object;
    struct symbol *symbol;
};

static int by_name(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = (a->object > b->object) - (a->object < b->object);
    if (order == 0)
        order = (a->symbol > b->symbol) - (a->symbol < b->symbol);
    return order;
}

// 0 no definition, 1 weak, 2 common, 3 strong.
static int rank(const struct object *object, const struct symbol *symbol)
{
    if (!is_definition(object, symbol))
        return 0;
    if (symbol->index == INDEX_COMMON)
        return 2;
    return symbol->binding == STB_WEAK ? 1 : 3;
}

// STV_DEFAULT is 0 and the widest. Of the others the smaller is the narrower:
// internal 1, hidden 2, protected 3.
static uint8_t narrower(uint8_t a, uint8_t b)
{
    if (a == STV_DEFAULT || b == STV_DEFAULT)
        return a | b;
    return a < b ? a : b;
}

static void merge_common(struct global *global, const struct symbol *symbol)
{
    if (symbol->size > global->size)
        global->size = symbol->size;
    if (symbol->value > global->align)
        global->align = symbol->value;  // a common symbol's value is that
}

// Takes one mention into account. *best is the rank of what there is so far.
static bool merge(struct linker *ld, struct global *global,
                  const struct mention *mention, int *best)
{
    const struct symbol *symbol = mention->symbol;
    int new = rank(mention->object, symbol);
    global->visibility = narrower(global->visibility, symbol->visibility);
    if (new == 0 && symbol->binding != STB_WEAK)
        global->strong = true;
    if (new == 2)
        merge_common(global, symbol);
    if (new == 3 && *best == 3)
        return fail(&ld->work, "%s: %s: %s: already defined in %s",
                    mention->object->path,
                    elf_section_name(mention->object, symbol), global->name,
                    global->object->path);
    if (new > *best || global->object == NULL) {
        global->object = mention->object;
        global->symbol = symbol;
        *best = new;
    }
    return true;
}

// A common symbol that is defined elsewhere, and smaller: whoever believes the
// larger size would write behind the end.
static bool check_common(struct linker *ld, const struct global *global)
{
    if (global->kind == GLOBAL_DEFINED && global->size > global->symbol->size)
        return fail(&ld->work,
                    "%s: %s: %llu bytes here, but a common symbol of %llu"
                    " elsewhere",
                    global->object->path, global->name,
                    (unsigned long long)global->symbol->size,
                    (unsigned long long)global->size);
    if (global->kind == GLOBAL_COMMON && global->size > IMAGE_LIMIT)
        return fail(&ld->work,
                    "%s: %s: a common symbol of %llu bytes is too big",
                    global->object->path, global->name,
                    (unsigned long long)global->size);
    if (global->kind == GLOBAL_COMMON &&
        (global->align > PAGE || global->align & (global->align - 1)))
        return fail(&ld->work,
                    "%s: %s: a common symbol with an alignment of %llu",
                    global->object->path, global->name,
                    (unsigned long long)global->align);
    return true;
}

// Two names that the linker itself gives a meaning.
static enum global_kind own_kind(const char *name)
{
    if (strcmp(name, "_exporttab") == 0)
        return GLOBAL_TABLE;
    if (strcmp(name, "_GLOBAL_OFFSET_TABLE_") == 0)
        return GLOBAL_SLOTS;
    return GLOBAL_UNDEFINED;
}

// Makes one global of all mentions of its name. Returns how many, or 0 after
// fail().
static size_t merge_all(struct linker *ld, const struct mention *mentions,
                        size_t left, struct global *global)
{
    static const enum global_kind kinds[] = {GLOBAL_UNDEFINED, GLOBAL_DEFINED,
                                             GLOBAL_COMMON, GLOBAL_DEFINED};
    int best = 0;
    size_t n = 0;
    global->name = mentions[0].name;
    global->align = 1;
    for (; n < left && strcmp(mentions[n].name, global->name) == 0; n++) {
        mentions[n].symbol->global = global;
        if (!merge(ld, global, &mentions[n], &best))
            return 0;
    }
    global->kind = kinds[best];
    enum global_kind own = own_kind(global->name);
    if (own != GLOBAL_UNDEFINED && best > 0) {
        fail(&ld->work, "%s: %s: the linker defines this name",
             global->object->path, global->name);
        return 0;
    }
    if (own != GLOBAL_UNDEFINED)
        global->kind = own;
    return check_common(ld, global) ? n : 0;
}

static size_t count_mentions(const struct object *object)
{
    size_t count = 0;
    for (size_t i = 0; i < object->nsymbols; i++)
        count += object->symbols[i].binding != STB_LOCAL;
    return count;
}

// All mentions of all objects, sorted. Returns NULL after fail().
static struct mention *collect(struct linker *ld, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < ld->nobjects; i++)
        *count += count_mentions(&ld->objects[i]);
    struct mention *mentions = work_alloc(&ld->work, *count, sizeof *mentions);
    if (mentions == NULL)
        return NULL;

    size_t n = 0;
    for (size_t i = 0; i < ld->nobjects; i++) {
        struct object *object = &ld->objects[i];
        for (size_t j = 0; j < object->nsymbols; j++) {
            struct symbol *symbol = &object->symbols[j];
            if (symbol->binding != STB_LOCAL)
                mentions[n++] = (struct mention){symbol->name, object, symbol};
        }
    }
    qsort(mentions, n, sizeof *mentions, by_name);
    return mentions;
}

bool resolve(struct linker *ld)
{
    size_t count;
    struct mention *mentions = collect(ld, &count);
    if (mentions == NULL)
        return false;
    ld->globals = work_alloc(&ld->work, count, sizeof *ld->globals);
    if (ld->globals == NULL)
        return false;

    for (size_t at = 0; at < count;) {
        size_t n = merge_all(ld, mentions + at, count - at,
                             &ld->globals[ld->nglobals]);
        if (n == 0)
            return false;
        at += n;
        ld->nglobals++;
    }
    return true;
}

static int compare_name(const void *key, const void *element)
{
    return strcmp(key, ((const struct global *)element)->name);
}

struct global *find_global(const struct linker *ld, const char *name)
{
    if (ld->nglobals == 0)
        return NULL;
    return bsearch(name, ld->globals, ld->nglobals, sizeof *ld->globals,
                   compare_name);
}
