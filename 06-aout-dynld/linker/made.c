// made.c - the names that a linker makes.
//
// "extern char end[];" is defined by no object, and yet is no import: ld makes
// such names, and so do we, if nobody defines them and -u FILE does not list
// them. There are two kinds: the edges of the image, and those of a section
// whose name could be a name in C. The sections of that name, of all objects,
// then lie side by side, so that they are one array.

#include <ctype.h>
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "ld.h"

static const struct {
    const char *name;
    enum edge edge;
} edges[] = {
    {"etext", EDGE_TEXT},       {"_etext", EDGE_TEXT},
    {"__etext", EDGE_TEXT},     {"bdata", EDGE_TEXT},
    {"edata", EDGE_DATA},       {"_edata", EDGE_DATA},
    {"__bss_start", EDGE_DATA}, {"__bss_start__", EDGE_DATA},
    {"end", EDGE_END},          {"_end", EDGE_END},
    {"__end__", EDGE_END},      {"__bss_end__", EDGE_END},
    {"_bss_end__", EDGE_END},
};

// What ld makes of things that a module does not have: ELF headers, tables for
// another loader, lists of constructors; and what the C library's startup code
// brings along.
static const char *const without[] = {
    "_DYNAMIC",
    "_PROCEDURE_LINKAGE_TABLE_",
    "_TLS_MODULE_BASE_",
    "__GNU_EH_FRAME_HDR",
    "__data_start",
    "__dso_handle",
    "__ehdr_start",
    "__executable_start",
    "__fini_array_end",
    "__fini_array_start",
    "__init_array_end",
    "__init_array_start",
    "__preinit_array_end",
    "__preinit_array_start",
    "__rela_iplt_end",
    "__rela_iplt_start",
    "data_start",
};

bool is_without(const char *name)
{
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++)
        if (strcmp(without[i], name) == 0)
            return true;
    return false;
}

static bool is_identifier(const char *name)
{
    if (*name == '\0' || isdigit((unsigned char)*name))
        return false;
    while (isalnum((unsigned char)*name) || *name == '_')
        name++;
    return *name == '\0';
}

const char *edge_section(const char *name)
{
    if (strncmp(name, "__start_", 8) == 0 && is_identifier(name + 8))
        return name + 8;
    if (strncmp(name, "__stop_", 7) == 0 && is_identifier(name + 7))
        return name + 7;
    return NULL;
}

// By name; of one name in the order of the command line. The sections of one
// object are one array; order is that of the objects.
static int by_name(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = strcmp(a->section->name, b->section->name);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

// Lists the sections that could be asked for, when the first one is.
static bool list_named(struct linker *ld)
{
    size_t room = 0, order = 0;
    for (size_t i = 0; i < ld->nobjects; i++)
        room += ld->objects[i].nsections;
    ld->named = work_alloc(&ld->work, room, sizeof *ld->named);
    if (ld->named == NULL)
        return false;
    for (size_t i = 0; i < ld->nobjects; i++)
        for (size_t j = 0; j < ld->objects[i].nsections; j++) {
            struct section *section = &ld->objects[i].sections[j];
            if (section->place != PLACE_NONE && is_identifier(section->name))
                ld->named[ld->nnamed++] = (struct named){section, order++};
        }
    qsort(ld->named, ld->nnamed, sizeof *ld->named, by_name);
    return true;
}

// The first of that name, or the number of all.
static size_t find_named(const struct linker *ld, const char *name)
{
    size_t low = 0, high = ld->nnamed;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(ld->named[middle].section->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_constant_or_data(const struct section *section)
{
    return section->place == PLACE_RODATA || section->place == PLACE_RELRO ||
           section->place == PLACE_DATA;
}

// Side by side they can only lie in one place: that of the one which asks for
// most.
static bool share_place(struct linker *ld, struct array *array)
{
    enum place place = array->named[0].section->place;
    for (size_t i = 1; i < array->count; i++) {
        struct section *section = array->named[i].section;
        if (section->place != place &&
            !(is_constant_or_data(section) &&
              is_constant_or_data(array->named[0].section)))
            return fail(&ld->work,
                        "%s: sections of this name are code, or"
                        " zeros, and data: no array",
                        section->name);
        if (section->place > place)
            place = section->place;
    }
    for (size_t i = 0; i < array->count; i++)
        array->named[i].section->place = place;
    return true;
}

static bool find_array(struct linker *ld, const char *name,
                       struct array **array)
{
    *array = NULL;
    if (ld->named == NULL && !list_named(ld))
        return false;
    size_t first = find_named(ld, name), n = first;
    while (n < ld->nnamed && strcmp(ld->named[n].section->name, name) == 0)
        n++;
    if (n == first)
        return true;
    *array = ld->named[first].section->array;
    if (*array != NULL)
        return true;
    *array = work_alloc(&ld->work, 1, sizeof **array);
    if (*array == NULL)
        return false;
    **array = (struct array){ld->named + first, n - first, false};
    for (size_t i = first; i < n; i++)
        ld->named[i].section->array = *array;
    return share_place(ld, *array);
}

bool make_edge(struct linker *ld, struct global *global, bool *made)
{
    const char *section = edge_section(global->name);
    *made = false;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        if (strcmp(edges[i].name, global->name) == 0) {
            global->edge = edges[i].edge;
            *made = true;
        }
    if (section != NULL) {
        if (!find_array(ld, section, &global->array))
            return false;
        global->edge = global->name[4] == 'a' ? EDGE_START : EDGE_STOP;
        *made = global->array != NULL;
    }
    if (*made)
        global->kind = GLOBAL_EDGE;
    return true;
}

uint64_t edge_address(const struct linker *ld, const struct global *global)
{
    const struct section *last;
    switch (global->edge) {
    case EDGE_TEXT:
        return ld->text;
    case EDGE_DATA:
        return ld->text + ld->data;
    case EDGE_END:
        return ld->text + ld->data + ld->bss;
    case EDGE_START:
        return global->array->named[0].section->address;
    case EDGE_STOP:
        break;
    }
    last = global->array->named[global->array->count - 1].section;
    return last->address + last->size;
}
