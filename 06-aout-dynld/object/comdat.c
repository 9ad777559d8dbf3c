// comdat.c - of sections that several objects bring along, keep the first.
//
// A compiler that needs the same thing in several objects (an inline function
// of C++, say) puts it into a group of sections with a name, and each object
// brings a copy. The linker keeps one copy per name; what the others define
// then counts as not defined, and so is found in the copy that was kept.

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "object.h"

struct group {
    const char *name;
    const struct section *section;
    const struct object *object;
};

// By name; of one name in the order of the command line.
static int by_name(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = (a->object > b->object) - (a->object < b->object);
    if (order == 0)
        order = (a->section > b->section) - (a->section < b->section);
    return order;
}

// A group section: a word of flags, then the numbers of its sections.
static bool is_comdat(const struct section *section)
{
    return section->type == SHT_GROUP && section->size >= 4 &&
           get_le(section->bytes, 4) & GRP_COMDAT;
}

static size_t count_groups(const struct object *objects, size_t nobjects)
{
    size_t count = 0;
    for (size_t i = 0; i < nobjects; i++)
        for (size_t j = 0; j < objects[i].nsections; j++)
            count += is_comdat(&objects[i].sections[j]);
    return count;
}

// Collects the groups of one object. Returns how many there are, in *count.
static bool collect(struct work *work, const struct object *object,
                    struct group *groups, size_t *count)
{
    for (size_t j = 0; j < object->nsections; j++) {
        const struct section *section = &object->sections[j];
        if (!is_comdat(section))
            continue;
        if (section->info >= object->nsymbols)
            return fail(work, "%s: %s: damaged group", object->path,
                        section->name);
        const struct symbol *symbol = &object->symbols[section->info];
        groups[(*count)++] = (struct group){
            .name = elf_symbol_name(object, symbol),
            .section = section,
            .object = object,
        };
    }
    return true;
}

static bool drop(struct work *work, const struct group *group)
{
    for (size_t at = 4; at + 4 <= group->section->size; at += 4) {
        uint64_t number = get_le(group->section->bytes + at, 4);
        if (number >= group->object->nsections)
            return fail(work, "%s: %s: damaged group", group->object->path,
                        group->section->name);
        group->object->sections[number].dropped = true;
    }
    return true;
}

bool drop_comdats(struct work *work, struct object *objects, size_t nobjects)
{
    size_t count = count_groups(objects, nobjects), filled = 0;
    struct group *groups = work_alloc(work, count, sizeof *groups);
    if (groups == NULL)
        return false;
    for (size_t i = 0; i < nobjects; i++)
        if (!collect(work, &objects[i], groups, &filled))
            return false;
    qsort(groups, count, sizeof *groups, by_name);
    for (size_t i = 1; i < count; i++)
        if (strcmp(groups[i].name, groups[i - 1].name) == 0 &&
            !drop(work, &groups[i]))
            return false;
    return true;
}
