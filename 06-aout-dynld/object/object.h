// object.h - an ELF object, as far as linking and its types need it.
//
// The rules: the caller fills in path, bytes and size, and keeps the bytes.
// elf_open() reads the rest, trusts nothing, and checks each number where it is
// read; one that means nothing by itself (an offset, an index) is checked where
// it is used. All memory is the work's.

#ifndef OBJECT_H
#define OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "work.h"

// One object file. path is what messages call it. The caller owns the bytes
// and keeps them as long as the work lasts.
struct input {
    const char *path;
    const uint8_t *bytes;
    size_t size;
};

struct array;
struct global;
struct slot;

// Where in the image a section goes, in this order. Stubs stand between code
// and constants, the export table and the slots before PLACE_RELRO.
enum place {
    PLACE_NONE,    // nowhere: debug information, notes, ...
    PLACE_TEXT,    // code
    PLACE_FRAMES,  // unwind tables, side by side
    PLACE_RODATA,  // constants that are the same wherever the image lies
    PLACE_RELRO,   // constants with addresses in them: the loader writes them
    PLACE_DATA,
    PLACE_BSS,
};

struct section {
    const char *name;
    uint32_t type, link, info;
    uint64_t flags, size, align, entsize;
    const uint8_t *bytes;          // in the object; NULL: zeros (SHT_NOBITS)
    const struct section *relocs;  // its SHT_RELA section, or NULL
    enum place place;
    bool dropped;         // what it defines counts as not defined
    bool shortened;       // the object's debug information fits no more
    struct array *array;  // of the sections of this name; mostly NULL
    uint64_t address;     // in the image, after layout()
};

// What a symbol says in place of a section's number. (Not SHN_ABS: a file of
// more than 65,279 sections has one whose number that is.)
#define INDEX_ABS 0xfffffff1u
#define INDEX_COMMON 0xfffffff2u
#define INDEX_LOADED 0xfffffff3u  // in a segment: see shared.h

// A symbol of an object.
struct symbol {
    const char *name;
    uint8_t binding, type, visibility;
    uint32_t index;  // of its section; SHN_UNDEF, INDEX_ABS, INDEX_COMMON
    uint64_t value, size;
    struct global *global;  // what its name means in the module; NULL: local
    struct slot *slot;      // of a local symbol
};

struct object {
    const char *path;
    const uint8_t *bytes;
    size_t size;
    const char *file;  // the archive that it is a member of; or NULL
    size_t begins;     // and where in that
    uint16_t machine;  // EM_X86_64, EM_AARCH64 or EM_RISCV
    bool linked;       // it is a shared object: see shared.h
    struct section *sections;
    size_t nsections;
    uint32_t names;  // the number of the section with their names
    struct symbol *symbols;
    size_t nsymbols;
    const struct section *symtab, *wide;  // wide: numbers above 16 bits
};

// A relocation, read out of an object.
struct reloc {
    uint64_t offset;  // in the section
    uint32_t type;
    struct symbol *symbol;
    int64_t addend;
};

// elf.c

// Reads headers, sections, symbols of object->bytes into *object.
bool elf_open(struct work *work, struct object *object);

// The same of a shared object's header and sections, as far as there are any:
// for shared.c, which reads the rest.
bool elf_open_shared(struct work *work, struct object *object);

// How many relocations the section has.
size_t elf_nrelocs(const struct section *section);

// Reads relocation i < elf_nrelocs(section).
bool elf_reloc(struct work *work, const struct object *object,
               const struct section *section, size_t i, struct reloc *reloc);

// What to call a symbol in a message: never NULL.
const char *elf_symbol_name(const struct object *object,
                            const struct symbol *symbol);

// What to call the section that it is in.
const char *elf_section_name(const struct object *object,
                             const struct symbol *symbol);

// The name of the function or variable that begins there, or NULL.
const char *elf_name_at(const struct object *object, uint32_t section,
                        uint64_t value);

// Fails at a place in an object: "object: section+0x12: symbol: reason". symbol
// may be NULL. Returns false.
bool fail_at(struct work *work, const struct object *object,
             const struct section *section, uint64_t offset,
             const struct symbol *symbol, const char *why);

// kinds.c

// Whom a section concerns, by its type.
enum kind {
    KIND_IMAGE,    // bytes or zeros of the image, if SHF_ALLOC is set
    KIND_READ,     // elf.c and comdat.c read it: symbols, names, relocations
    KIND_PASSED,   // does not concern the image
    KIND_LIST,     // constructors or destructors
    KIND_RELOCS,   // relocations in a form that is not read here
    KIND_OWN,      // a system's or an application's own
    KIND_UNKNOWN,  // anything
};

// Which it is.
enum kind elf_kind(const struct section *section);

// The flags whose meaning for the image is not known here, or that ask for what
// an image cannot be.
uint64_t elf_odd_flags(const struct section *section);

// comdat.c

// Of sections that several of the objects bring along, keeps the first.
bool drop_comdats(struct work *work, struct object *objects, size_t nobjects);

// Is the symbol the definition of its name, or one of them?
bool is_definition(const struct object *object, const struct symbol *symbol);

#endif
