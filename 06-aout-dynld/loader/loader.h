// loader.h - what the files of the loader share; not for its users.
//
// Who owns what: one load is one struct job. Each stage below takes the job,
// and returns false after dynfail() has noted why. No stage frees anything;
// dynload() does, once, whatever came of it.

#ifndef DYNIMPL_H
#define DYNIMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "dynld.h"

// What differs from one machine to the next; lp64.c and 386.c have one each.
struct machine {
    uint magic;       // the first word of a module
    uint header;      // bytes of the header
    uint text_unit;   // header and text together are a multiple of this
    uint data_unit;   // data, and the export table's offset, of this
    uint maximports;  // the most imports whose index fits in a relocation
    bool strict;      // LP64: refuse what Inferno's loader let pass
};

extern const struct machine dynmachine;

// Somebody outside of the process's own lists who knows of a module, and has to
// hear when it goes: a debugger, an unwinder (dyndebug.h). gone() frees the
// hook.
struct hook {
    struct hook *next;
    void (*gone)(struct hook *hook, Dynobj *o);
};

// A Dynobj, and what its user need not know.
struct loaded {
    Dynobj obj;     // first: a pointer to it is a pointer to the whole
    uchar *map;     // what mmap() returned; obj.base may lie behind it
    size_t mapped;  // bytes
    struct hook *hooks;
    bool summed;    // loader/debug/list.c: the checksum of text is known
    uint text_crc;  // it
};

// Adds one. They are called last first.
static inline void dynhook(Dynobj *o, struct hook *hook,
                           void (*gone)(struct hook *hook, Dynobj *o))
{
    struct loaded *module = (struct loaded *)o;
    hook->gone = gone;
    hook->next = module->hooks;
    module->hooks = hook;
}

// Is there one that calls gone()?
static inline bool dynhooked(const Dynobj *o,
                             void (*gone)(struct hook *hook, Dynobj *o))
{
    const struct hook *hook = ((const struct loaded *)o)->hooks;
    while (hook != NULL && hook->gone != gone)
        hook = hook->next;
    return hook != NULL;
}

struct job {
    // From the caller.
    void *file;
    long (*read)(void *file, void *buf, long nbytes);
    vlong (*seek)(void *file, vlong n, int type);
    Dynsym *exports;
    int nexport;
    ulong maxsize;
    int fd;       // what file stands for, if it is a file's descriptor; or -1
    vlong begin;  // where in that file the module begins

    uvlong taken;  // bytes of the file that are behind us

    // From the header.
    ulong entry;    // offset of the export table in the image
    uvlong unused;  // bytes between data and the dynamic section

    bool mapped;  // text is the file's own pages, and was not read

    // The dynamic section, and how far it has been read.
    uchar *section;
    const uchar *next, *end;
    uint nreloc;  // the relocation at hand, from 0

    struct loaded *module;  // what becomes the caller's
    char why[ERRMAX];
};

// fail.c

// Notes the reason; returns false, so that a stage can return what it returns.
// cold: the compiler moves the code that leads here out of the way of the rest.
// Without it a relocation takes a quarter longer.
bool dynfail(struct job *job, const char *format, ...)
    __attribute__((cold, format(printf, 2, 3)));

// Writes name into buf, of size bytes, for a message: a name comes out of a
// file and may hold anything, of any length. Returns buf.
const char *dynquote(char *buf, size_t size, const char *name);

// Room for the name in a message, so that the rest fits too.
#define QUOTED 48

// read.c

// The next n bytes of the file, into buf. what is their name in a message.
bool dyntake(struct job *job, void *buf, uvlong n, const char *what);

// Passes over n bytes of the file.
bool dynskip(struct job *job, uvlong n, const char *what);

// The big-endian number in the 4 bytes at p.
uint dynbig4(const uchar *p);

// header.c: reads and checks the header; makes job->module with its sizes.
bool dynreadheader(struct job *job);

// image.c

// Maps memory for the image.
bool dynmapimage(struct job *job);

// Fills it with text and data.
bool dynfillimage(struct job *job);

// Takes away the rights that the complete image does not need any more.
bool dynprotect(struct job *job);

// Unmaps the image, if it was mapped.
void dynunmap(struct loaded *module);

// mapped.c, 386.c: puts the file's own pages, from the header on, in the place
// of the text bytes at map. Returns false if text has to be read there.
bool dynmapfile(struct job *job, uchar *map, size_t text);

// load.c: what dynloadfd() and dynloadgen() do, with all that the caller gave
// in *job.
Dynobj *dynload(struct job *job, void (*err)(char *text));

// section.c: reads the dynamic section into memory.
bool dynreadsection(struct job *job);

// The bytes of the section that are still to come.
static inline size_t dynleft(const struct job *job)
{
    return (size_t)(job->end - job->next);
}

// The next n bytes of the section, or nil after dynfail(). what is their name.
const uchar *dynnext(struct job *job, size_t n, const char *what);

// imports.c: finds each import in the program's table.
bool dynbind(struct job *job);

// relocs.c: reads the relocations, and has dynreloc() do each.
bool dynrelocate(struct job *job);

// lp64.c, 386.c: relocates the word at the offset at of the image. What at
// and mode may be is checked here, because only this file knows how wide a word
// is and where one may lie.
bool dynreloc(struct job *job, uvlong at, int mode);

// exports.c: finds the export table's end, and checks every entry.
bool dyncheckexports(struct job *job);

// find.c: the index of the first symbol in syms[from..nsym) whose name is
// not below name, or nsym if all are. Sorted searches for one name after
// another each begin where the last one ended. step, at least 1, is how far
// ahead it looks first.
int dyngallop(const char *name, const Dynsym *syms, int from, int nsym,
              uint step);

#endif
