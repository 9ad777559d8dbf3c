// type.h - the types of C, as the entries of DWARF tell them.
//
// A struct type is a value: an entry and what it means. What no signature looks
// at is taken away here: typedefs, const, volatile, restrict, _Atomic, the
// widths of bit-fields, the names of enums.

#ifndef DWARF_TYPE_H
#define DWARF_TYPE_H

#include "dwarf.h"

enum type_kind {
    TYPE_NONE,     // behind the last member or parameter
    TYPE_FOREIGN,  // no type of C; or the compiler did not say
    TYPE_CIRCLE,   // a typedef of itself: the file is damaged
    TYPE_VOID,
    TYPE_CHAR,
    TYPE_UCHAR,
    TYPE_SHORT,
    TYPE_USHORT,
    TYPE_INT,
    TYPE_UINT,
    TYPE_LONG,
    TYPE_ULONG,
    TYPE_VLONG,
    TYPE_UVLONG,
    TYPE_FLOAT,
    TYPE_DOUBLE,
    TYPE_BOOL,
    TYPE_LDOUBLE,
    TYPE_CFLOAT,
    TYPE_CDOUBLE,
    TYPE_CLDOUBLE,
    TYPE_INT128,
    TYPE_UINT128,
    TYPE_OTHER,  // a basic type with a name of its own: _Float16, ...
    TYPE_POINTER,
    TYPE_ARRAY,
    TYPE_FUNCTION,
    TYPE_STRUCT,
    TYPE_UNION,
    TYPE_DOTS,  // the parameter "..."
    TYPE_OLD,   // in front of the parameters of an old-style definition
    TYPE_KINDS,
};

struct type {
    enum type_kind kind;
    const struct die *die;
    unsigned dimension;  // of an array: which one, from 0
};

// The type of a variable, or that of a function, or the struct or union itself:
// what the name of the entry stands for.
struct type type_named(const struct die *die);

// The struct or union that the entry is; of kind TYPE_NONE if it is none.
struct type type_struct(const struct die *die);

// Before all others: finds out which basic type each entry is of that is one.
// Types are compared much more often than there are basic ones.
void type_basics(struct dwarf *dwarf);

// What a pointer points to, an array consists of, a function returns.
struct type type_inner(struct type type);

// How many elements the array has; 0: not said.
uint64_t type_count(struct type type);

// The members of a struct or union, or the parameters of a function, one by
// one. A function of no parameters has one, of type void.
struct parts {
    struct type of;
    const struct die *next;
    bool begun;
};

// Begins with the first one.
struct parts type_parts(struct type type);

// The next one: of kind TYPE_NONE when there is none. *die is its entry, NULL
// if it has none (void, "..."). die may be NULL.
struct type type_next(struct parts *parts, const struct die **die);

// The name of a basic type.
const char *type_name(struct type type);

#endif
