// ld.h - what the files of the linker share, and nobody else includes.
//
// The rules:
//   - link_module() and link_exporttab() read like tables of contents;
//   - a stage returns false after fail() has said what is wrong;
//   - no stage frees: struct linker owns all that ld_alloc() gave, and
//     ld_free() is called once, at the end;
//   - a number from an object is checked in object/elf.c, where it is read; one
//     that means nothing by itself (an offset, an index), where it is used.

#ifndef LD_H
#define LD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "link.h"
#include "types/sig.h"

struct linker;

// Where in the image a section goes, in this order. Stubs stand between code
// and constants, the export table and the slots before PLACE_RELRO.
enum place {
    PLACE_NONE,    // nowhere: debug information, notes, ...
    PLACE_TEXT,    // code
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
    bool dropped;      // what it defines counts as not defined
    uint64_t address;  // in the image, after layout()
};

// A symbol of an object.
struct symbol {
    const char *name;
    uint8_t binding, type, visibility;
    uint16_t index;  // of its section, or SHN_...
    uint64_t value, size;
    struct global *global;  // what its name means in the module; NULL: local
    struct slot *slot;      // of a local symbol
};

struct object {
    const char *path;
    const uint8_t *bytes;
    size_t size;
    const struct machine *machine;
    struct section *sections;
    size_t nsections;
    struct symbol *symbols;
    size_t nsymbols;
    const struct section *symtab;
};

enum global_kind {
    GLOBAL_UNDEFINED,  // mentioned, and that is all so far
    GLOBAL_DEFINED,    // by object and symbol
    GLOBAL_COMMON,     // "int x;" of old: room in bss
    GLOBAL_IMPORT,     // the host has it
    GLOBAL_ZERO,       // weak, and nobody has it: its address is 0
    GLOBAL_SIGNOF,     // a word with a signature in it: see signof.h
    GLOBAL_TABLE,      // _exporttab: the module's export table
    GLOBAL_SLOTS,      // _GLOBAL_OFFSET_TABLE_: the address table
};

// What a name means in the module.
struct global {
    const char *name;
    enum global_kind kind;
    const struct object *object;  // of the definition, or of a mention
    const struct symbol *symbol;
    uint8_t visibility;             // the narrowest that any object gives it
    bool strong;                    // an object needs it (not only weakly)
    uint64_t size, align;           // of a common symbol
    uint64_t address;               // after layout(): in the image, or a number
    uint32_t import;                // its number, if it is one
    uint32_t signature;             // of its type; 0: not known
    const struct object *believer;  // who says so
    struct slot *slot;
};

// An address table entry, and a stub that jumps through it.
struct slot {
    struct slot *next;
    const struct object *object;
    const struct symbol *symbol;
    uint64_t number;
    bool has_stub;
    uint64_t stub;  // its number among the stubs
};

// A relocation, read out of an object.
struct reloc {
    uint64_t offset;  // in the section
    uint32_t type;
    struct symbol *symbol;
    int64_t addend;
};

// What a relocation wants to know: the word "where" of it.
enum use {
    USE_NONE,   // nothing
    USE_WORD,   // an absolute address, 8 bytes: the loader adds to it
    USE_NEAR,   // the distance of something in the image
    USE_CALL,   // the same, or that of a stub
    USE_SLOT,   // the distance of an entry of the address table
    USE_TLS,    // a thread's own variable
    USE_NEVER,  // an address where the loader cannot write it
    USE_FAR,    // what is needed beyond 2 GiB only: another code model
};

struct reloc_type {
    uint32_t type;
    const char *name;
    enum use use;
};

// A place to patch.
struct patch {
    uint32_t type;
    uint8_t *at;      // where
    uint64_t room;    // bytes that may be written there
    uint64_t place;   // the image address of it
    uint64_t target;  // of what is referred to: symbol, stub or slot
    int64_t addend;
    uint64_t slots;  // where the address table begins
};

// All that differs between machines, but for ELF's byte order: little-endian.
struct machine {
    uint16_t elf;        // e_machine
    uint32_t magic;      // of a module
    uint64_t stub_size;  // a multiple of 4

    // The relocations that debug information has: an address in 4, 8 bytes.
    uint32_t absolute32, absolute64;

    // What a type of relocation is; NULL: unknown.
    const struct reloc_type *(*reloc_type)(uint32_t type);

    // Returns NULL, or why it cannot be done.
    const char *(*patch)(const struct patch *patch);

    // Writes the stub that lies at image address place: it jumps to the
    // address in the word at image address slot. NULL, or why not.
    const char *(*stub)(uint8_t *at, uint64_t place, uint64_t slot);
};

extern const struct machine machine_amd64, machine_arm64;

// A word that the loader changes: its image address, and how.
struct fixup {
    uint64_t address;
    uint8_t mode;
};

#define MODE_BASE 0    // add the image's address
#define MODE_IMPORT 1  // replace by an import's address, plus an addend

#define PAGE 4096
#define WORD 8
#define EXPORT_ENTRY 24  // three words: signature, address, name

// The image's limit: every place of it reaches every other one in 31 bits.
#define IMAGE_LIMIT 0x7fff0000

struct linker {
    const struct options *options;
    bool is_module;  // or else a program
    struct object *objects;
    size_t nobjects;
    const struct machine *machine;

    struct global *globals;  // sorted by name
    size_t nglobals;
    uint32_t nimports;
    size_t nsignofs;
    struct steps steps;       // that signatures may still take
    struct global **exports;  // sorted by name
    size_t nexports;

    struct slot *slots, **last_slot;
    uint64_t nslots, nstubs, nwords;

    uint64_t stub_address, signof_address;
    uint64_t table_address, names_address, slot_address;
    uint64_t text, data, bss;  // bytes

    uint8_t *image;        // text and data
    struct fixup *fixups;  // in the order of address, after sort_fixups()
    size_t nfixups, fixup_room;

    struct block *blocks;  // what ld_alloc() gave
    char *why;
    size_t whysize;
};

// link.c

// Puts the reason into ld->why, without control characters. Returns false.
bool fail(struct linker *ld, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// The same for a place in an object: "object: section+0x12: symbol: reason".
// symbol may be NULL.
bool fail_at(struct linker *ld, const struct object *object,
             const struct section *section, uint64_t offset,
             const struct symbol *symbol, const char *reason);

// Zeroed memory that the linker owns, or NULL after fail(). count may be 0.
void *ld_alloc(struct linker *ld, size_t count, size_t size);

// Frees all of it.
void ld_free(struct linker *ld);

// object/elf.c

// Reads headers, sections, symbols of object->bytes into *object.
bool elf_open(struct linker *ld, struct object *object);

// How many relocations the section has.
size_t elf_nrelocs(const struct section *section);

// Reads relocation i < elf_nrelocs(section).
bool elf_reloc(struct linker *ld, const struct object *object,
               const struct section *section, size_t i, struct reloc *reloc);

// What to call a symbol in a message: never NULL.
const char *elf_symbol_name(const struct object *object,
                            const struct symbol *symbol);

// The name of the function or variable that begins there, or NULL.
const char *elf_name_at(const struct object *object, uint16_t section,
                        uint64_t value);

// The little-endian number of size bytes at any address.
uint64_t get_le(const uint8_t *at, int size);

// Puts it there.
void put_le(uint8_t *at, uint64_t value, int size);

// object/comdat.c

// Of sections that several objects bring along, keeps the first.
bool drop_comdats(struct linker *ld);

// place.c

// Decides where each section goes, and refuses those that cannot go anywhere.
bool place_sections(struct linker *ld);

// symbols.c

// Finds out what each global name means. The names are sorted.
bool resolve(struct linker *ld);

// Is the symbol the definition of its name, or one of them?
bool is_definition(const struct object *object, const struct symbol *symbol);

// The global of that name, or NULL.
struct global *find_global(const struct linker *ld, const char *name);

// scan.c

// Looks at every relocation: makes imports of what is not defined, and slots
// and stubs where they are needed.
bool scan(struct linker *ld);

// What a symbol stands for.
enum target {
    TARGET_IMAGE,   // an address in the image
    TARGET_IMPORT,  // an address of the host's
    TARGET_NUMBER,  // a number that does not depend on where the image lies
};

// What it stands for, once scan() has passed.
enum target target_of(const struct symbol *symbol);

// The slot of a symbol, or NULL.
struct slot *slot_of(const struct symbol *symbol);

// exports.c

// Chooses ld->exports: all defined names, or those of -x FILE.
bool choose_exports(struct linker *ld);

// Does the global have an address in memory, and one for all threads?
bool can_export(const struct global *global);

// Every name of both FILEs has come to be something.
bool check_listed(struct linker *ld);

// layout.c

// Gives everything its address in the image.
bool layout(struct linker *ld);

// After layout(): the address of a symbol in the image, or its number.
uint64_t address_of(const struct object *object, const struct symbol *symbol);

// The address of a slot in the image.
uint64_t slot_address(const struct linker *ld, const struct slot *slot);

// The address of its stub, if it has one.
uint64_t stub_address(const struct linker *ld, const struct slot *slot);

// image.c

// Fills the image: sections, stubs, slots, export table; notes the fixups.
bool fill_image(struct linker *ld);

// sign.c

// Finds out the signatures of all names, and whether the objects agree.
bool sign(struct linker *ld);

// The signature of a name's type; 0 matches every other one.
uint32_t signature_of(const struct global *global);

// types/declare.c

// Writes what the one object believes its names to be, as declarations in C:
// those whose signature is *wanted, or all if that is NULL.
bool declare_names(struct linker *ld, const uint32_t *wanted, FILE *file);

// module.c

// Writes the module's file: header, image, dynamic section.
bool write_module(struct linker *ld, struct output *output);

// listing.c

// Lists what is in the module: the -v of aoutld.
void list_module(const struct linker *ld, FILE *file);

// Lists ld->exports.
void list_exports(const struct linker *ld, FILE *file);

// exporttab.c

// Writes ld->exports as C source.
bool write_exporttab(struct linker *ld, struct output *output);

#endif
