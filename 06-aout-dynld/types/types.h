// types.h - which type an object believes a name to have, and its signature.

#ifndef TYPES_H
#define TYPES_H

#include "dwarf.h"
#include "object/object.h"
#include "sig.h"
#include "type.h"

struct typed {
    const char *name;  // the linker's, where the source has another one
    const struct die *die;
    bool known;  // the entry says a type
};

struct types {
    struct dwarf dwarf;
    struct typed *list;  // sorted by name; of one, what is to be believed first
    size_t count;
    struct signer signer;
};

// Reads an object's debug information. The memory is the work's. Returns
// false after fail().
bool read_types(struct work *work, const struct object *object,
                struct types *types);

// The type of a function or variable that other objects can see; of kind
// TYPE_NONE if the object does not say.
struct type type_of(const struct types *types, const char *name);

// Is name the symbol of a signof()? It is if no object defines it.
bool is_signof(const char *name);

// The type that the signof() of that symbol is about; of kind TYPE_NONE if the
// object does not say.
struct type type_asked(const struct types *types, const char *name);

// The type that a signof() is about, if the entry is the pointer that signof()
// leaves; of kind TYPE_NONE if not.
struct type type_pointed(const struct typed *typed);

// The signature of what the object believes name to be; 0: it does not say.
// asked: it is the symbol of a signof(), and 0 will not do. Returns false after
// fail().
bool sign_name(struct work *work, const struct object *object,
               struct types *types, const char *name, bool asked,
               uint32_t *sig);

#endif
