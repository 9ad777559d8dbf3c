// ld.h - what the files of the linker share, and nobody else includes.
//
// The rules:
//   - link_module() and link_exporttab() read like tables of contents;
//   - a stage returns false after fail() has said what is wrong;
//   - no stage frees: all memory is that of ld->work;
//   - a number from an object is checked in object/, where it is read; one
//     that means nothing by itself (an offset, an index), where it is used.

#ifndef LD_H
#define LD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "link.h"
#include "object/bytes.h"
#include "object/object.h"

enum global_kind {
    GLOBAL_UNDEFINED,  // mentioned, and that is all so far
    GLOBAL_DEFINED,    // by object and symbol
    GLOBAL_COMMON,     // "int x;" of old: room in bss
    GLOBAL_IMPORT,     // the host has it
    GLOBAL_ZERO,       // weak, and nobody has it: its address is 0
    GLOBAL_EDGE,       // of the image, or of sections: see made.c
    GLOBAL_SIGNOF,     // a word with a signature in it: see signof.h
    GLOBAL_TABLE,      // _exporttab: the module's export table
    GLOBAL_SLOTS,      // _GLOBAL_OFFSET_TABLE_: the address table
};

// A section that may be in an array, and its number among all sections.
struct named {
    struct section *section;
    size_t order;
};

// The sections of one name, of all objects, that lie side by side because
// their beginning or their end has a name.
struct array {
    struct named *named;
    size_t count;
    bool placed;  // layout() has been here
};

enum edge {
    EDGE_TEXT,   // the end of text, where data begins
    EDGE_DATA,   // the end of data, where bss begins
    EDGE_END,    // the end of the image
    EDGE_START,  // the beginning of an array
    EDGE_STOP,   // its end
};

// What a name means in the module.
struct global {
    const char *name;
    enum global_kind kind;
    const struct object *object;  // of the definition, or of a mention
    const struct symbol *symbol;
    uint8_t visibility;      // the narrowest that any object gives it
    bool strong;             // an object needs it (not only weakly)
    uint64_t size, align;    // of a common symbol
    uint64_t address;        // after layout(): in the image, or a number
    uint32_t import;         // its number, if it is one
    uint32_t signature;      // of its type; 0: not known
    struct belief *beliefs;  // what the objects believe it to be
    enum edge edge;          // if it is one
    struct array *array;     // of EDGE_START and EDGE_STOP
    struct slot *slot;
};

// What an object believes a name to be, if the earlier ones did not believe
// the same.
struct belief {
    struct belief *next;
    const struct object *object;
    uint32_t signature;
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
    USE_HIGH,   // as USE_NEAR, and the upper part of it only
    USE_LOW,    // the lower part, of the one that its symbol is the place of
    USE_PLUS,   // one of two addresses whose difference is wanted ...
    USE_MINUS,  // ... and the other one
    USE_ALIGN,  // nothing: what follows is to be aligned
};

struct reloc_type {
    uint32_t type;
    const char *name;
    enum use use;
};

// A place to patch. For what follows, the processor's part, addresses count
// from where the header begins, and not from where the image does.
struct patch {
    uint32_t type;
    uint8_t *at;      // where
    uint64_t room;    // bytes that may be written there
    uint64_t place;   // the address of it
    uint64_t target;  // of what is referred to: symbol, stub or slot
    int64_t addend;
    uint64_t slots;   // where the address table begins
    const char *why;  // it cannot be done
};

// All that the linker has to know of a processor.
struct cpu {
    uint16_t machine;    // what ELF calls it: EM_...
    uint32_t magic;      // of a module
    uint64_t stub_size;  // a multiple of 4

    // What a type of relocation is; NULL: unknown.
    const struct reloc_type *(*reloc_type)(uint32_t type);

    // Writes patch->target where it belongs. Returns false after setting
    // patch->why.
    bool (*patch)(struct patch *patch);

    // Writes the stub that lies at place: it jumps to the address in the word
    // at slot.
    void (*stub)(uint8_t *at, uint64_t place, uint64_t slot);

    // Where an instruction of 5 bytes or less, which lies at place, jumps to,
    // or what it calls; or 0 if it is none of that kind.
    uint64_t (*jumps)(const uint8_t *at, uint64_t place);

    // Do the size bytes of code jump or call anywhere? It may say so wrongly.
    bool (*leaves)(const uint8_t *at, size_t size);

    // Do the size bytes of code at place refer to the word at slot?
    bool (*refers)(const uint8_t *at, size_t size, uint64_t place,
                   uint64_t slot);

    // Fills size bytes of code with what does nothing. NULL, if no relocation
    // of it is of USE_ALIGN.
    void (*nops)(uint8_t *at, uint64_t size);
};

extern const struct cpu cpu_amd64, cpu_arm64, cpu_riscv64;

// A relocation of the module's: the image address of a word, and what the
// loader does to it.
struct module_reloc {
    uint64_t address;
    uint8_t mode;
};

#define MODE_BASE 0    // add the image's address
#define MODE_IMPORT 1  // replace by an import's address, plus an addend

#define PAGE 4096
#define HEADER 40  // bytes of the file's header: see layout.c
#define WORD 8
#define EXPORT_ENTRY 24  // three words: signature, address, name

// The image's limit: every place of it reaches every other one in 31 bits.
#define IMAGE_LIMIT 0x7fff0000

struct shared;

struct linker {
    struct work work;  // its memory, and what has gone wrong
    const struct options *options;
    bool is_module;  // or else a program
    struct object *objects;
    size_t nobjects;
    const struct cpu *cpu;

    struct global *globals;  // sorted by name
    size_t nglobals;
    uint32_t nimports;
    struct named *named;  // sorted: the sections that may be arrays
    size_t nnamed;
    size_t nsignofs;
    const char **incomplete;  // tags that count as INCOMPLETE(), sorted
    size_t nincomplete, incomplete_room;
    const char *unread;       // of a shared object: see struct dwarf
    struct global **exports;  // sorted by name
    size_t nexports;

    struct slot *slots, **last_slot;
    uint64_t nslots, nstubs, nwords;

    uint64_t stub_address, signof_address, frames_address;
    uint64_t table_address, names_address, slot_address;
    uint64_t text, data, bss;  // bytes

    uint8_t *image;               // text and data
    struct module_reloc *relocs;  // sorted by address at the end
    size_t nrelocs, reloc_room;

    struct shared *shared;  // what the module is made of, if not of objects
    struct init *init;      // its constructors
    struct global *frames;  // -f: the name of the unwind tables
};

// inputs.c

// Opens the objects, and those members of archives that are needed.
bool open_inputs(struct linker *ld, const struct input *inputs, size_t ninputs);

// The one for the machine that ELF calls so: elf.c knows no others.
const struct cpu *cpu_of(uint16_t machine);

// place.c

// Decides where each section goes, and refuses those that cannot go anywhere.
bool place_sections(struct linker *ld);

// Makes the bytes of a section, and of its relocations, ours to change.
bool own_section(struct linker *ld, struct section *section);

// align.c

// Leaves out instructions that do nothing and are too many.
bool align_code(struct linker *ld);

// symbols.c

// Finds out what each global name means. The names are sorted.
bool resolve(struct linker *ld);

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

// pair.c

// Finds the relocation of the upper part that a lower one belongs to. Returns
// false after fail().
bool find_high(struct linker *ld, const struct object *object,
               const struct section *section, const struct reloc *low,
               struct reloc *high);

// Is relocation i, of an address whose difference to another one is wanted,
// next to the one that names the other? Returns false after fail().
bool check_difference(struct linker *ld, const struct object *object,
                      const struct section *section, size_t i);

// made.c

// If the name is one that the linker makes, makes it, and sets *made. Returns
// false after fail().
bool make_edge(struct linker *ld, struct global *global, bool *made);

// The section of a name that begins with __start_ or __stop_, or NULL.
const char *edge_section(const char *name);

// Does ld make this name of something that a module does not have?
bool is_without(const char *name);

// After layout(): its address in the image.
uint64_t edge_address(const struct linker *ld, const struct global *global);

// exports.c

// Chooses ld->exports: all defined names, or those of -x FILE.
bool choose_exports(struct linker *ld);

// Adds what the linker itself has made. Returns false after fail().
bool add_export(struct linker *ld, struct global *made);

// Does the global have an address in memory, and one for all threads?
bool can_export(const struct global *global);

// Every name of -x FILE has come to be something.
bool check_listed(struct linker *ld);

// Fails about a name that a FILE lists: "file:line: name: why". Returns false.
bool fail_listed(struct linker *ld, const struct name *name, const char *why);

// renamed.c

// What the objects call the function that the source calls name, or NULL.
const char *renamed_to(const struct linker *ld, const char *name);

// What the list calls the function that the objects call name, or NULL.
const struct name *renamed_from(const struct names *names, const char *name);

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

// Fills the image: sections, stubs, slots, export table; collects the
// relocations.
bool fill_image(struct linker *ld);

// Parts of it that a shared object takes, too.

// Adds a relocation of the module's, for which there is room.
void add_reloc(struct linker *ld, uint64_t address, uint8_t mode);

// Writes a word at that address of the image.
void put_word(struct linker *ld, uint64_t address, uint64_t value);

// Writes the entries and their names, with the relocations of each.
void fill_export_table(struct linker *ld);

// In the order of addresses, as the dynamic section wants them; false about two
// at one place.
bool sort_relocs(struct linker *ld);

// shared.c: the same stages for a shared object.

// Opens it, and finds out what in it is text and what is data.
bool open_shared(struct linker *ld, const struct input *input);

// Makes imports of what it wants of others.
bool scan_shared(struct linker *ld);

// Its names and the export table get their addresses.
bool layout_shared(struct linker *ld);

// shared-image.c: fills the image.
bool fill_shared(struct linker *ld);

// sign.c

// Finds out the signatures of all names, and whether the objects agree.
bool sign(struct linker *ld);

// module.c

// Writes the module's file: header, image, dynamic section.
bool write_module(struct linker *ld, struct output *output);

// frames.c: all of it is for -f, and does nothing without.

// Makes one table of those of all objects. Comes after place_sections().
bool take_frames(struct linker *ld);

// Finds a shared object's. Comes after open_shared().
bool find_frames(struct linker *ld);

// Exports where the table begins.
bool export_frames(struct linker *ld);

// debug.c

// Writes the list that a debugger needs; list may be NULL.
bool write_list(struct linker *ld, struct output *list);

// listing.c

// Lists what is in the module: the -v of aoutld.
void list_module(const struct linker *ld, FILE *file);

// Lists ld->exports.
void list_exports(const struct linker *ld, FILE *file);

// exporttab.c

// Writes ld->exports as C source.
bool write_exporttab(struct linker *ld, struct output *output);

#endif
