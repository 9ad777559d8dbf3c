// ld-types.h - what an object believes the types of names to be.

#ifndef LD_TYPES_H
#define LD_TYPES_H

#include "dwarf-type.h"

struct linker;
struct object;

struct typed {
    const char *name;  // the linker's, where the source has another one
    const struct die *die;
};

struct types {
    struct dwarf dwarf;
    struct typed *list;  // sorted by name
    size_t count;
};

// Reads an object's debug information. The memory is the linker's. Returns
// false after fail().
bool read_types(struct linker *ld, const struct object *object,
                struct types *types);

// The type of a function or variable that other objects can see; of kind
// TYPE_NONE if the object does not say.
struct type find_type(const struct types *types, const char *name);

// The type that a signof() asks for, which has left the symbol name.
struct type find_signof(const struct types *types, const char *name);

#endif
