// shared.h - an ELF shared object, as far as a module can be made of it.
//
// The rules are those of object.h: the caller fills in path, bytes and size of
// object, and keeps the bytes; shared_open() trusts nothing. What is here is
// what a loader of shared objects looks at: segments and the dynamic table. The
// sections are read too, where there are any, for the debug information.

#ifndef SHARED_H
#define SHARED_H

#include "object.h"

// A piece of the file that belongs into memory.
struct segment {
    uint64_t address, memory;  // where, and how many bytes
    const uint8_t *bytes;      // of the file; the rest are zeros
    uint64_t size;             // of these
    uint32_t rights;           // PF_R, PF_W, PF_X
};

// An array of the file's: its address, and its bytes.
struct extent {
    uint64_t address, size;
};

// The dynamic table, decoded. What is not there is 0.
struct dynamic {
    uint64_t nneeded;  // first: no entry is stored here, see shared.c
    struct extent strings, symbols, rela, plt, relr, init_array, fini_array;
    uint64_t hash, gnu_hash, versym, verneed, nverneed;
    uint64_t init, fini;
    uint64_t flags, flags_1;
    uint64_t plt_kind, rela_entry, relr_entry, symbol_entry;
};

// The version that a symbol is wanted or defined in.
struct version {
    uint16_t number;
    bool hidden;       // of a definition: not the one that counts
    const char *name;  // GLIBC_2.2.5; NULL: none
    const char *file;  // libc.so.6, which has it
};

struct shared {
    struct object object;  // symbols: those of the dynamic table
    struct segment *segments;
    size_t nsegments;
    uint64_t dynamic_address, dynamic_size;  // of the table itself
    uint64_t frames_header;                  // of the unwind tables; 0: none
    struct dynamic dynamic;
    const char **needed;       // DT_NEEDED: files that it depends on
    struct version *versions;  // of each symbol
    struct reloc *relocs;      // offset is an address; symbol may be NULL
    size_t nrelocs;
    uint64_t room;  // the linker's: bytes in front of data that nobody uses
};

// Does the file begin like a shared object, or a program like one?
bool is_shared(const struct input *input);

// Reads all of it. Returns false after fail().
bool shared_open(struct work *work, struct shared *shared);

// The size bytes at an address, or NULL if they are not in the file.
const uint8_t *shared_at(const struct shared *shared, uint64_t address,
                         uint64_t size);

#endif
