// declare.c - what an object believes its names to be, in C.
//
// For the one who has to find out why two signatures differ: they are numbers,
// and nobody can read a member out of a number.

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "declare.h"
#include "print.h"
#include "types.h"

// Behind a signature of 8 digits and a blank on its left.
#define INDENT 3  // of 4 columns

// What the object does with a name.
enum part { DEFINES, NEEDS, SIGNOF, NOTHING };
static const char *const headings[] = {"defines", "needs", "signof"};

struct name {
    const char *name;
    enum part part;
    uint32_t signature;
    const char *why;  // it cannot be signed or printed, or NULL
};

struct listing {
    struct work work;
    struct object object;
    struct types types;
    struct name *names;  // sorted, each once
    size_t nnames;
    const uint32_t *wanted;    // one signature, or NULL: all
    const struct name *wrong;  // the first with a type that is not in order
    struct printer printer;
    size_t listed;
};

// A name that is defined comes before the same one that is not.
static int by_name(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : (int)a->part - (int)b->part;
}

static enum part part_of(const struct object *object,
                         const struct symbol *symbol)
{
    if (is_definition(object, symbol))
        return DEFINES;
    if (strcmp(symbol->name, "_GLOBAL_OFFSET_TABLE_") == 0)
        return NOTHING;  // the compiler's own name
    return is_signof(symbol->name) ? SIGNOF : NEEDS;
}

// The names that other objects can see, each once.
static bool collect(struct listing *listing)
{
    const struct object *object = &listing->object;
    listing->names =
        work_alloc(&listing->work, object->nsymbols, sizeof *listing->names);
    if (listing->names == NULL)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->binding != STB_LOCAL)
            listing->names[n++] = (struct name){
                .name = symbol->name, .part = part_of(object, symbol)};
    }
    qsort(listing->names, n, sizeof *listing->names, by_name);
    for (size_t i = 0; i < n; i++) {
        const struct name *name = &listing->names[i];
        if (i == 0 || strcmp(name->name, name[-1].name) != 0)
            listing->names[listing->nnames++] = *name;
    }
    return true;
}

static void note_wrong(struct listing *listing, struct name *name)
{
    name->why = listing->types.signer.steps.why;
    if (listing->wrong == NULL && name->why != NULL)
        listing->wrong = name;
}

// One type that is not in order is no reason to say nothing of the others.
static bool sign_all(struct listing *listing)
{
    for (size_t i = 0; i < listing->nnames; i++) {
        struct name *name = &listing->names[i];
        bool done =
            sign_name(&listing->work, &listing->object, &listing->types,
                      name->name, name->part == SIGNOF, &name->signature);
        note_wrong(listing, name);
        if (!done && (name->why == NULL || listing->types.signer.no_memory))
            return false;
    }
    return true;
}

static void list_type(struct listing *listing, const struct name *name,
                      struct type type)
{
    struct printer *printer = &listing->printer;
    bool bare = name->part == SIGNOF;
    if (type.kind == TYPE_NONE || type.kind == TYPE_FOREIGN) {
        print_name(printer, name->name);
        fputs(";  // its type is not known\n", printer->file);
        return;
    }
    print_declaration(printer, type, bare ? NULL : name->name, INDENT);
    if (printer->steps->why != NULL)
        fprintf(printer->file, ";  // %s\n", printer->steps->why);
    else
        fputs(bare ? "\n" : ";\n", printer->file);
}

static void list_name(struct listing *listing, struct name *name)
{
    struct printer *printer = &listing->printer;
    struct type type = name->part == SIGNOF
                           ? type_asked(&listing->types, name->name)
                           : type_of(&listing->types, name->name);
    listing->listed++;
    *printer->steps = (struct steps){.left = STEPS};
    if (name->why == NULL) {
        fprintf(printer->file, " %08lx   ", (unsigned long)name->signature);
        list_type(listing, name, type);
        note_wrong(listing, name);
    } else {
        fputs(" ????????   ", printer->file);
        print_name(printer, name->name);
        fprintf(printer->file, ";  // %s\n", name->why);
    }
}

// The names of one part, under its heading. One type may be asked for at many
// places: one after the other they are one line.
static void list_part(struct listing *listing, enum part part)
{
    const struct name *last = NULL;
    for (size_t i = 0; i < listing->nnames; i++) {
        struct name *name = &listing->names[i];
        uint32_t sig = name->signature;
        if (name->part != part ||
            (listing->wanted != NULL && sig != *listing->wanted) ||
            (part == SIGNOF && last != NULL && sig == last->signature))
            continue;
        if (last == NULL)
            fprintf(listing->printer.file, "%s%s\n",
                    listing->listed > 0 ? "\n" : "", headings[part]);
        last = name;
        list_name(listing, name);
    }
}

static bool list_all(struct listing *listing, FILE *file)
{
    struct steps *steps = &listing->types.signer.steps;
    listing->printer = (struct printer){
        .file = file,
        .steps = steps,
        .structs = work_alloc(&listing->work, listing->types.dwarf.ndies,
                              sizeof(struct type)),
    };
    if (listing->printer.structs == NULL)
        return false;
    for (enum part part = DEFINES; part < NOTHING; part++)
        list_part(listing, part);
    if (listing->wanted != NULL && listing->listed == 0)
        return fail(&listing->work, "%s: nothing has the signature %08lx",
                    listing->object.path, (unsigned long)*listing->wanted);
    *steps = (struct steps){.left = STEPS};
    print_structs(&listing->printer);
    if (listing->wrong != NULL)
        return fail(&listing->work, "%s: .debug_info: %s: %s",
                    listing->object.path, listing->wrong->name,
                    listing->wrong->why);
    return steps->why == NULL || fail(&listing->work, "%s: .debug_info: %s",
                                      listing->object.path, steps->why);
}

bool declare_names(const struct input *input, const uint32_t *wanted,
                   FILE *file, char *why, size_t whysize)
{
    struct listing listing = {
        .work = {.why = why, .whysize = whysize},
        .object = {.path = input->path,
                   .bytes = input->bytes,
                   .size = input->size},
        .wanted = wanted,
    };
    struct work *work = &listing.work;
    struct object *object = &listing.object;
    bool done = elf_open(work, object) && drop_comdats(work, object, 1) &&
                read_types(work, object, &listing.types) && collect(&listing) &&
                sign_all(&listing) && list_all(&listing, file);
    work_free(work);
    return done;
}
