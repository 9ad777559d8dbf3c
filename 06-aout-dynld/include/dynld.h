// dynld.h - load modules into the running program: the manual page dynld(10.2).
//
// The order of use: dynloadfd(), dynimport(), call what it returned,
// dynobjfree(). Every pointer into a module is invalid after dynobjfree().
// Several threads may call all functions at once, if they share neither a
// Dynobj nor the file. For C only: C++ keeps "export" for itself.

#ifndef DYNLD_H
#define DYNLD_H

#include "lib9.h"
#include "signof.h"

// A symbol in the program's table, or in a module's. A table is sorted by name,
// in the order of strcmp(), and ends with a nil name.
typedef struct {
    ulong sig;   // its type's signature; 0 matches every other
    ulong addr;  // its address
    char *name;
} Dynsym;

// A loaded module. The caller reads it and does not write it.
typedef struct {
    ulong size;       // total size in bytes
    ulong text;       // bytes of text
    ulong data;       // bytes of data
    ulong bss;        // bytes of bss
    uchar *base;      // start of text, data, bss
    int nexport;      // number of exports
    Dynsym *export;   // export table
    int nimport;      // number of imports
    Dynsym **import;  // import table: points into the program's own table
} Dynobj;

// The program's own table, made by the linker (aoutld -x).
extern Dynsym _exporttab[];

// Returns the symbol of that name in syms, which has nsym symbols sorted by
// name, or nil. If the table is not sorted it may miss a name, but it never
// reads outside the table.
Dynsym *dynfindsym(char *name, Dynsym *syms, int nsym);

// Returns the number of symbols before the first nil name. t may be nil.
int dyntabsize(Dynsym *t);

// Loads the module at the current offset of fd. It looks up the imports among
// the nexport symbols in exports (sorted: a name that the search misses is an
// error). The table must live as long as the module.
//
// maxsize is the largest allowed sum of text, data and bss, in bytes; 0 is no
// limit. Set a limit for a module from a stranger: bss takes no room in a file,
// but up to 4 GB in memory.
//
// Returns the module, which the caller frees with dynobjfree(); the offset is
// then just behind it. Returns nil on error; then the offset is where it was,
// and rerrstr() has the reason. A pipe will do for fd, but what was read from
// it before an error is lost.
Dynobj *dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize);

// The same from any source of bytes. The callbacks get file.
//
// read stores up to nbytes bytes at buf and returns how many, 0 at the end and
// -1 on error; it may store fewer bytes. The loader calls seek only with type
// 1, relative to the current offset: forwards to skip the symbol table, and
// backwards, after an error, to the beginning of the module. A seek that cannot
// move returns -1. Then the loader reads and discards what lies ahead, and what
// lies behind is lost. So a source that cannot seek at all, such as a pipe, has
// a seek that only returns -1.
//
// On error the loader calls err once, with a text that is invalid after err
// returns. Nothing is left of the attempt by then, so err may leave by
// longjmp().
Dynobj *dynloadgen(void *file, long (*read)(void *file, void *buf, long nbytes),
                   vlong (*seek)(void *file, vlong n, int type),
                   void (*err)(char *text), Dynsym *exports, int nexport,
                   ulong maxsize);

// Returns 1 if a module for this machine begins at the current offset, else 0.
// It reads 4 bytes and goes back: the source has to be able to seek backwards,
// else the answer is 0.
int dynloadable(void *file, long (*read)(void *file, void *buf, long nbytes),
                vlong (*seek)(void *file, vlong n, int type));

// Returns the first 4 bytes of every module for this machine, as a number.
ulong dynmagic(void);

// Returns the address of what o exports as name. The address lies in the
// module, and is valid as long as the module. Returns nil if there is no such
// export, or if sig and the export's signature differ and neither is 0:
// rerrstr() says which. o must not be nil.
void *dynimport(Dynobj *o, char *name, ulong sig);

// Frees o's import table, which only the loader needed, and sets o->import to
// nil. The module works as before. o may be nil.
void dynfreeimport(Dynobj *o);

// Unmaps the module and frees all that belongs to it. The caller makes sure
// that no thread is running its code. o may be nil.
void dynobjfree(Dynobj *o);

#endif
