// dwarf.h - read the debug information of an object: as much as says what type
// a name has.
//
// gcc -g and clang -g write it in the format DWARF, version 4 or 5: a tree of
// entries (DIEs, "debugging information entries"), each with a tag that says
// what it is and attributes that say the rest. A variable's entry refers to the
// entry of its type, a pointer's to that of what it points to, and so on.
//
// The rules: dwarf_read() trusts nothing and checks everything, so that who
// reads the tree can trust its shape. What it cannot promise is that a type
// makes sense: one that consists of itself, say. Whoever follows types counts
// his steps. All memory is the work's.

#ifndef DWARF_H
#define DWARF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "object/object.h"

// An entry. What no attribute has said is zero.
struct die {
    uint64_t offset;                  // in .debug_info
    struct die *parent;               // the entry that it is in
    struct die *part, *next, *last;   // first part; next of the parent; last
    struct die *after;                // the next one in the section
    const char *name, *linkage_name;  // linkage_name: if it is another one
    const struct die *type;           // NULL: void, or nothing was said
    const struct die *origin;         // the entry that says what this omits
    uint64_t type_at, origin_at;      // their offsets; 0: no such attribute
    uint64_t size;                    // in bytes
    uint64_t bits;                    // of a bit-field
    uint64_t count;                   // of a dimension; 0: not said
    uint32_t number;  // of a struct, union or function, among these
    uint16_t tag;
    uint8_t basic;  // of a basic type, which: see type_basics()
    bool external, declaration, prototyped, bit_field;
    bool children;    // there are entries in it, parts of its type or not
    bool incomplete;  // a struct that signof.h's INCOMPLETE() names
    bool large;       // there is a constant from 2^31 to 2^32 - 1 in it
    bool untyped;     // of a unit that has no types: -g1 leaves the functions
    bool hidden;      // a struct that counts as declared only: see narrow.c
};

// The entries of one object, in the order of the section.
struct dwarf {
    struct die **dies;
    size_t ndies;
    size_t numbered;  // structs, unions and functions
    char unread[80];  // of a shared object: why some units are not here, or ""
};

// Reads all entries of what was compiled as C. Other languages' types are not
// C's, so their units count as not there. C++ is refused, and so is what is not
// read here: it can be compiled again. A shared object has been linked already,
// by others: its units of that kind count as not there, too, and unread says
// why. An object without debug information has no entries. Returns false after
// fail().
bool dwarf_read(struct work *work, const struct object *object,
                struct dwarf *dwarf);

// What follows is shared by the files of the reader.

// A section's bytes, with the relocations done; size is 0 if it is not there.
struct bytes {
    const uint8_t *at;
    size_t size;
};

struct dwarf_sections {
    struct bytes info, abbrev, str, line_str, str_offsets, incomplete;
    bool compressed;  // a shared object's: then all of these are empty
};

// sections.c: finds them. Returns false after fail().
bool dwarf_find_sections(struct work *work, const struct object *object,
                         struct dwarf_sections *sections);

// form.c

// Bytes that are still to be read. Behind the end there are zeros, and bad
// notes that somebody looked.
struct cursor {
    const uint8_t *at, *end;
    bool bad;
};

// The next n bytes (at most 8) as a little-endian number.
uint64_t cursor_take(struct cursor *cursor, unsigned n);

// Passes over n bytes.
void cursor_skip(struct cursor *cursor, uint64_t n);

// A number of any length: seven bits in each byte, the last one below 0x80.
// Bits beyond the 64th are dropped.
uint64_t cursor_uleb(struct cursor *cursor);

// The same, signed.
int64_t cursor_sleb(struct cursor *cursor);

// A part of .debug_info: what one compilation left.
struct unit {
    const struct dwarf_sections *sections;
    uint64_t start;       // its offset in .debug_info
    uint64_t str_base;    // where its part of .debug_str_offsets begins
    unsigned version;     // 4 or 5; or of another language: 2 to 5
    bool other_language;  // than C: nothing more of it is wanted
    bool unread;          // nothing of it counts
    bool has_types;
    unsigned offset_size;  // 4, or 8 with -gdwarf64
    unsigned address_size;
};

// The value of an attribute.
struct value {
    enum {
        VALUE_OTHER,  // nothing that we need: it was passed over
        VALUE_NUMBER,
        VALUE_STRING,
        VALUE_REFERENCE,  // number is an offset in .debug_info
    } kind;
    uint64_t number;
    const char *string;
    const char *why;  // it cannot be read,
    bool unknown;     // though it need not be wrong
};

// Reads a value that is written in the given form. Returns false after setting
// value->why; cursor->bad is for the caller to test.
bool dwarf_form(const struct unit *unit, struct cursor *cursor, uint64_t form,
                struct value *value);

// abbrev.c

// The most attributes of an entry. Compilers give less than 30; an entry can
// have attributes that take no bytes, so there has to be a limit.
#define ATTRIBUTES 100

struct attribute {
    uint64_t name, form;
    int64_t constant;  // of DW_FORM_implicit_const, which has no bytes in info
};

// What entries of one kind look like: their tag, and their attributes.
struct abbrev {
    uint64_t code;
    uint16_t tag;
    bool children;
    uint8_t count;  // of attributes
    const struct attribute *attributes;
};

struct abbrevs {
    bool read;
    uint64_t offset;  // in .debug_abbrev
    uint64_t spent;   // bytes of .debug_abbrev that were read so far
    struct abbrev *abbrevs;
    size_t count;
    const char *why;  // it cannot be read; NULL: fail() has said so
};

// Makes *abbrevs the table at that offset, if it is not already. Returns false
// after setting abbrevs->why.
bool dwarf_abbrevs(struct work *work, const struct bytes *section,
                   uint64_t offset, struct abbrevs *abbrevs);

// The one with that code, or NULL.
const struct abbrev *dwarf_abbrev(const struct abbrevs *abbrevs, uint64_t code);

#endif
