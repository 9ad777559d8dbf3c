// types.h - what an object believes the types of names to be.

#ifndef LD_TYPES_H
#define LD_TYPES_H

#include "type.h"

struct linker;
struct object;
struct global;

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

// The type of a function or variable that other objects can see, or that a
// signof() asks for; of kind TYPE_NONE if the object does not say.
struct type type_of(const struct types *types, const struct global *global);

#endif
