// ld-typeof.c - what an object believes a name to be, in C.
//
// For the one who has to find out why two signatures differ: they are numbers,
// and nobody can read a member out of a number.

#include <string.h>

#include "dwarf-names.h"
#include "dwarf-print.h"
#include "ld-types.h"
#include "ld.h"
#include "sig.h"

// Steps for printing: what takes more is longer than anybody reads.
#define PRINTED 100000

// The struct or union of that tag; of several the one with members.
static struct type find_tag(const struct types *types, uint16_t tag,
                            const char *name)
{
    const struct die *found = NULL;
    for (size_t i = 0; i < types->dwarf.ndies; i++) {
        const struct die *die = types->dwarf.dies[i];
        if (die->tag == tag && die->name != NULL &&
            strcmp(die->name, name) == 0 &&
            (found == NULL || found->declaration))
            found = die;
    }
    if (found == NULL)
        return (struct type){.kind = TYPE_NONE};
    return (struct type){
        .kind = tag == DW_TAG_union_type ? TYPE_UNION : TYPE_STRUCT,
        .die = found,
    };
}

// *declared becomes the name to be declared, NULL for a bare type.
static struct type find_any(const struct types *types, const char *name,
                            const char **declared)
{
    *declared = NULL;
    if (strncmp(name, "struct ", 7) == 0)
        return find_tag(types, DW_TAG_structure_type, name + 7);
    if (strncmp(name, "union ", 6) == 0)
        return find_tag(types, DW_TAG_union_type, name + 6);
    *declared = name;
    struct type type = find_type(types, name);
    return type.kind == TYPE_NONE ? find_signof(types, name) : type;
}

bool print_type(struct linker *ld, const char *name, FILE *file)
{
    const struct object *object = &ld->objects[0];
    struct types types;
    const char *declared;
    uint32_t sig;
    char remark[40];
    ld->steps.left = STEPS;
    if (!read_types(ld, object, &types))
        return false;
    struct type type = find_any(&types, name, &declared);
    if (type.kind == TYPE_NONE || type.kind == TYPE_FOREIGN)
        return fail(ld, "%s: %s: no type is known (compiled without -g?)",
                    object->path, name);
    if (signature(type, &ld->steps, &sig)) {
        ld->steps.left = PRINTED;
        snprintf(remark, sizeof remark, "  // signature %08lx",
                 (unsigned long)sig);
        if (print_declaration(file, type, declared, remark, &ld->steps))
            return true;
    }
    return fail(ld, "%s: .debug_info: %s: %s", object->path, name,
                ld->steps.why);
}
