// dynld.h - load modules into the running program: the manual page dynld(10.2).
//
// The order of use: dynloadfd(), dynimport(), call what it returned,
// dynobjfree(). Every pointer that came out of a module is dead after
// dynobjfree(). All functions may be called from several threads at once, if
// the threads do not share a Dynobj or the file. For C only: in C++ "export" is
// no name.

#ifndef DYNLD_H
#define DYNLD_H

#include "lib9.h"
#include "signof.h"

// A symbol: in the program's table, or in a module's. A table is sorted by name
// (as strcmp() compares); a nil name ends it.
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

// Finds name in syms, which has nsym symbols sorted by name. Returns nil if it
// is not there. In a table that is not sorted it may miss a name; it reads
// nothing outside of it.
Dynsym *dynfindsym(char *name, Dynsym *syms, int nsym);

// The number of symbols before the first nil name. t may be nil.
int dyntabsize(Dynsym *t);

// Loads the module at the current offset of fd, whose imports are to be found
// among the nexport symbols in exports (sorted: a name that a search misses is
// an error). The table must live as long as the module.
//
// maxsize limits text, data and bss together, in bytes, that very number
// included; 0 is no limit. A module from a stranger should have one: bss takes
// no room in a file, and up to 4 GB in memory.
//
// Returns the module, which the caller frees with dynobjfree(); the offset is
// then just behind it. Returns nil on error; then the offset is where it was,
// and rerrstr() has the reason. A pipe will do for fd, only that what was read
// from it before an error cannot be put back.
Dynobj *dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize);

// The same from any source of bytes, which file stands for.
//
// read stores up to nbytes bytes at buf and returns how many, 0 at the end and
// -1 on error; it may store less than it was asked for. seek is only called
// with type 1, relative to the current offset: forwards to pass over the symbol
// table, and backwards, after an error, to where the module begins. It returns
// -1, and has not moved, if it cannot: then what lies ahead is read and thrown
// away, and what lies behind is lost. So a source that cannot seek at all, a
// pipe, has a seek that returns -1 and does nothing else.
//
// On error err is called once, with a text that is gone when err returns. By
// then nothing is left of the attempt: err may leave by longjmp().
Dynobj *dynloadgen(void *file, long (*read)(void *file, void *buf, long nbytes),
                   vlong (*seek)(void *file, vlong n, int type),
                   void (*err)(char *text), Dynsym *exports, int nexport,
                   ulong maxsize);

// Does a module for this machine begin here? Only its first 4 bytes are looked
// at. Returns 1 or 0, and the offset is where it was: the source has to be able
// to seek backwards, else the answer is 0.
int dynloadable(void *file, long (*read)(void *file, void *buf, long nbytes),
                vlong (*seek)(void *file, vlong n, int type));

// The first 4 bytes of every module for this machine, as a number.
ulong dynmagic(void);

// The address of what o, which is not nil, exports as name. The address is the
// module's, and dies with it. Returns nil if there is no such export, or if sig
// and the export's signature differ and neither is 0: rerrstr() says which.
void *dynimport(Dynobj *o, char *name, ulong sig);

// Frees o's import table, which only the loader itself needed; o->import is nil
// then. The module is as usable as before. o may be nil.
void dynfreeimport(Dynobj *o);

// Unmaps the module and frees all that belongs to it. The caller sees to it
// that none of its code is running, in any thread. o may be nil.
void dynobjfree(Dynobj *o);

#endif
