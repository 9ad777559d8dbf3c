// debug.h - what the files have in common that make modules known to debuggers
// and profilers; not for users of the library.

#ifndef DYNDEBUGIMPL_H
#define DYNDEBUGIMPL_H

#include <elf.h>

#include "dyndebug.h"
#include "loader/loader.h"

// An object of the module, as its compiler has made it, but that its section
// headers say where in memory each section lies; or a shared object's file, as
// it is. All memory is the library's.
struct symfile {
    struct symfile *next;
    bool shared;
    char *path;  // absolute
    uint crc;    // of the file; the bytes had it when they were read
    uchar *bytes;
    size_t size;
};

// list.c

// Reads the list, and what it names. Returns the objects, which are freed by
// dynfreesymfiles(); or nil after werrstr().
struct symfile *dynsymfiles(Dynobj *o, const char *list);

// Reads an object: size bytes of a file, from begins on, whose checksum is crc.
// Returns them, for free(), or nil after werrstr().
typedef uchar *dynreader(const char *path, uvlong begins, uvlong size,
                         uint crc);

// The same of a list that is in memory. text has a zero at its end, and is
// written to.
struct symfile *dynparselist(Dynobj *o, const char *name, char *text,
                             dynreader *read);

// files may be nil.
void dynfreesymfiles(struct symfile *files);

// symfile.c

// Is it an ELF file for 64 bits whose section headers are in it? Reads its
// header.
bool dynelf(const struct symfile *file, Elf64_Ehdr *head);

// Section header i, with the number of those that dynelf() has found.
bool dynsection(const struct symfile *file, const Elf64_Ehdr *head, ulong i,
                Elf64_Shdr *section);

// Writes it back.
void dynputsection(struct symfile *file, const Elf64_Ehdr *head, ulong i,
                   const Elf64_Shdr *section);

// How many there are.
ulong dynnsections(const struct symfile *file, const Elf64_Ehdr *head);

// From now on no section of the object lies anywhere. Returns false if it is
// no object.
bool dynunplace(struct symfile *file);

// Section i lies at addr. Returns false if there is none of that number.
bool dynplace(struct symfile *file, ulong i, ulong addr);

// All are placed, in a module at base: what was not is no code.
void dynsettle(struct symfile *file, ulong base);

// Calls each(context, name, address, size) for each function in the file's
// symbol table, base being added to the addresses of a shared object.
void dynfunctions(const struct symfile *file, ulong base,
                  void (*each)(void *context, const char *name, ulong addr,
                               ulong size),
                  void *context);

// stub.c: makes of a shared object's file, which lies at base, what stands for
// it in a debugger's list. Returns false if it cannot be, or there is no
// memory.
bool dynstub(struct symfile *file, ulong base);

// The bytes' checksum.
uint dyncrc(const uchar *bytes, size_t size);

#endif
