// declare.c - what an object believes its names to be, in C.
//
// For the one who has to find out why two signatures differ: they are numbers,
// and nobody can read a member out of a number.

#include "print.h"
#include "types.h"
#include "linker/ld.h"
#include "sig.h"

// Behind a signature of 8 digits and a blank on its left.
#define INDENT 3  // of 4 columns

// What the object does with a name.
enum part { DEFINES, NEEDS, SIGNOF, NOTHING };
static const char *const headings[] = {"defines", "needs", "signof"};

struct listing {
    struct linker *ld;
    struct types types;
    const uint32_t *wanted;  // one signature, or NULL: all
    struct printer printer;
    size_t listed;
};

static enum part part_of(const struct global *global)
{
    switch (global->kind) {
    case GLOBAL_DEFINED:
    case GLOBAL_COMMON:
        return DEFINES;
    case GLOBAL_UNDEFINED:
    case GLOBAL_TABLE:
        return NEEDS;
    case GLOBAL_SIGNOF:
        return SIGNOF;
    default:
        return NOTHING;  // the compiler's own name
    }
}

static bool list_name(struct listing *listing, const struct global *global)
{
    struct printer *printer = &listing->printer;
    struct type type = type_of(&listing->types, global);
    fprintf(printer->file, " %08lx   ", (unsigned long)signature_of(global));
    if (type.kind == TYPE_NONE || type.kind == TYPE_FOREIGN) {
        print_name(printer, global->name);
        fputs(";  // its type is not known\n", printer->file);
    } else {
        bool bare = global->kind == GLOBAL_SIGNOF;
        print_declaration(printer, type, bare ? NULL : global->name, INDENT);
        fputs(bare ? "\n" : ";\n", printer->file);
    }
    listing->listed++;
    return printer->steps->why == NULL ||
           fail(listing->ld, "%s: .debug_info: %s: %s",
                listing->ld->objects[0].path, global->name,
                printer->steps->why);
}

// The names of one part, under its heading. One type may be asked for at many
// places: one after the other they are one line.
static bool list_part(struct listing *listing, enum part part)
{
    const struct linker *ld = listing->ld;
    const struct global *last = NULL;
    for (size_t i = 0; i < ld->nglobals; i++) {
        const struct global *global = &ld->globals[i];
        uint32_t sig = signature_of(global);
        if (part_of(global) != part ||
            (listing->wanted != NULL && sig != *listing->wanted) ||
            (part == SIGNOF && last != NULL && sig == signature_of(last)))
            continue;
        if (last == NULL)
            fprintf(listing->printer.file, "%s%s\n",
                    listing->listed > 0 ? "\n" : "", headings[part]);
        last = global;
        if (!list_name(listing, global))
            return false;
    }
    return true;
}

bool declare_names(struct linker *ld, const uint32_t *wanted, FILE *file)
{
    const struct object *object = &ld->objects[0];
    struct listing listing = {.ld = ld, .wanted = wanted};
    if (!read_types(ld, object, &listing.types))
        return false;
    size_t ndies = listing.types.dwarf.ndies;
    listing.printer = (struct printer){
        .file = file,
        .steps = &ld->steps,
        .structs = ld_alloc(ld, ndies, sizeof(struct type)),
    };
    if (listing.printer.structs == NULL)
        return false;
    ld->steps.left = STEPS;
    for (enum part part = DEFINES; part < NOTHING; part++)
        if (!list_part(&listing, part))
            return false;
    if (wanted != NULL && listing.listed == 0)
        return fail(ld, "%s: nothing has the signature %08lx", object->path,
                    (unsigned long)*wanted);
    print_structs(&listing.printer);
    return ld->steps.why == NULL ||
           fail(ld, "%s: .debug_info: %s", object->path, ld->steps.why);
}
