// relocs.c - the relocations, which say which words of the image hold
// addresses.
//
// Each is one byte, and a distance from the previous relocated word, unsigned,
// big-endian:
//
//     bits 7-6   how long the distance is: 0, 1, 2 are 1, 2, 4 bytes
//     bits 5-4   nothing
//     bits 3-0   mode: what to do with the word; see lp64.c and 386.c
//
// In an LP64 module mode 2 is a run of words, and one byte more follows: how
// many there are behind the first. Each of them is one of mode 0.

#include "loader/loader.h"

// A relocation, taken out of the section.
struct section_reloc {
    uint kind;  // its first byte
    uvlong distance;
    uint more;  // words behind the first, in a run
};

// Takes the relocation at p apart. Returns what is behind it, or nil after
// dynfail(). The three lengths are branches, and not one shift, because a
// processor guesses a branch and goes on to the next relocation meanwhile; it
// would wait for the shift.
static const uchar *next_reloc(struct job *job, const uchar *p,
                               struct section_reloc *reloc)
{
    size_t left = (size_t)(job->end - p);
    reloc->kind = left == 0 ? 0 : p[0];
    reloc->more = 0;
    uint length = reloc->kind >> 6;
    if (length == 0 && left >= 2) {
        reloc->distance = p[1];
        return p + 2;
    }
    if (length == 1 && left >= 3) {
        reloc->distance = (uint)p[1] << 8 | p[2];
        return p + 3;
    }
    if (length == 2 && left >= 5) {
        reloc->distance = dynbig4(p + 1);
        return p + 5;
    }
    if (length == 3)
        dynfail(job, "dynamic object: bad relocation: number %u: byte 0x%02x",
                job->nreloc, reloc->kind);
    else
        dynfail(job, "dynamic object: the section ends within the relocations");
    return NULL;
}

#define MODE_RUN 2

// On 386 mode 2 is one word, and a distance.
static bool is_run(const struct section_reloc *reloc)
{
    return dynmachine.strict && (reloc->kind & 0xf) == MODE_RUN;
}

// Takes the last byte of a run, at p. Returns what is behind it, or nil after
// dynfail().
static const uchar *take_more(struct job *job, const uchar *p,
                              struct section_reloc *reloc)
{
    if (p == job->end) {
        dynfail(job, "dynamic object: the section ends within the relocations");
        return NULL;
    }
    if (p[0] == 0) {
        dynfail(job,
                "dynamic object: bad relocation: number %u: a run of one word",
                job->nreloc);
        return NULL;
    }
    reloc->more = p[0];
    return p + 1;
}

// Is it one that LP64 accepts? Inferno's loader lets both of these pass.
static bool accepted(struct job *job, const struct section_reloc *reloc)
{
    if ((reloc->kind & 0x30) != 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: byte "
                       "0x%02x",
                       job->nreloc, reloc->kind);
    if (reloc->distance == 0 && job->nreloc > 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: the "
                       "same word again",
                       job->nreloc);
    return true;
}

// The run that begins at *at; moves *at to its last word. dynreloc() looks at
// each word: so a run that leads out of data ends with an error there.
static bool run(struct job *job, uvlong *at, uint more)
{
    for (; more > 0; more--) {
        if (!dynreloc(job, *at, 0))
            return false;
        *at += 8;
    }
    return dynreloc(job, *at, 0);
}

// Moves *at to the word of that relocation, and relocates it. Inferno's loader
// adds up 32 bits, so a distance may lead backwards there; dynreloc() sees to
// it that it leads into the image.
static bool relocate(struct job *job, uvlong *at,
                     const struct section_reloc *reloc)
{
    *at += reloc->distance;
    if (!dynmachine.strict)
        *at &= 0xffffffff;
    else if (!accepted(job, reloc))
        return false;
    if (is_run(reloc))
        return run(job, at, reloc->more);
    return dynreloc(job, *at, reloc->kind & 0xf);
}

// The place in the section is kept in p, and not in the job as elsewhere: with
// 100,000 relocations it shows whether that is a register or memory.
bool dynrelocate(struct job *job)
{
    const uchar *p = dynnext(job, 4, "number of relocations");
    if (p == NULL)
        return false;
    uint n = dynbig4(p);
    if (n > dynleft(job) / 2)
        return dynfail(job, "dynamic object: %u relocations: in %zu bytes", n,
                       dynleft(job));
    p = job->next;
    uvlong at = 0;
    for (uint i = 0; i < n; i++) {
        struct section_reloc reloc;
        job->nreloc = i;
        p = next_reloc(job, p, &reloc);
        if (p != NULL && is_run(&reloc))
            p = take_more(job, p, &reloc);
        if (p == NULL || !relocate(job, &at, &reloc))
            return false;
    }
    if (dynmachine.strict && p != job->end)
        return dynfail(job,
                       "dynamic object: %zu bytes behind the last "
                       "relocation",
                       (size_t)(job->end - p));
    return true;
}
