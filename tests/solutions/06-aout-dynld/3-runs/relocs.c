// relocs.c - the notes that say which words of the image hold addresses.
//
// Each is one byte, and a distance from the word before, unsigned, big-endian:
//
//     bits 7-6   how long the distance is: 0, 1, 2 are 1, 2, 4 bytes
//     bits 5-4   nothing
//     bits 3-0   mode: what to do with the word; see dynld-MACHINE.c
//
// In an LP64 module mode 2 is a run of words, and one byte more follows: how
// many there are behind the first. Each of them is one of mode 0.

#include "dynimpl.h"

// The distance of that length, or -1 after dynfail().
static vlong next_distance(struct job *job, uint length)
{
    const uchar *p = dynnext(job, length, "relocations");
    if (p == NULL)
        return -1;
    if (length == 1)
        return p[0];
    if (length == 2)
        return p[0] << 8 | p[1];
    return dynbig4(p);
}

// Moves *at to the next word. Inferno's loader adds up 32 bits, so a distance
// may lead backwards there; dynreloc() sees to it that it leads into the image.
static bool next_word(struct job *job, uvlong *at, int *mode)
{
    const uchar *p = dynnext(job, 1, "relocations");
    if (p == NULL)
        return false;
    uint kind = p[0];
    *mode = kind & 0xf;
    if (kind >> 6 == 3 || (dynmachine.strict && (kind & 0x30) != 0))
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: byte "
                       "0x%02x",
                       job->nreloc, kind);
    vlong distance = next_distance(job, 1u << (kind >> 6));
    if (distance < 0)
        return false;
    *at += (uvlong)distance;
    if (!dynmachine.strict)
        *at &= 0xffffffff;
    else if (distance == 0 && job->nreloc > 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: the "
                       "same word again",
                       job->nreloc);
    return true;
}

#define MODE_RUN 2

// The run that begins at *at; moves *at to its last word. dynreloc() looks at
// each word: so a run that leads out of data ends with an error there.
static bool run(struct job *job, uvlong *at)
{
    const uchar *p = dynnext(job, 1, "relocations");
    if (p == NULL)
        return false;
    if (p[0] == 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: a run "
                       "of one word",
                       job->nreloc);
    for (uint more = p[0]; more > 0; more--) {
        if (!dynreloc(job, *at, 0))
            return false;
        *at += 8;
    }
    return dynreloc(job, *at, 0);
}

bool dynrelocate(struct job *job)
{
    const uchar *p = dynnext(job, 4, "number of relocations");
    if (p == NULL)
        return false;
    uint n = dynbig4(p);
    if (n > dynleft(job) / 2)
        return dynfail(job, "dynamic object: %u relocations: in %zu bytes", n,
                       dynleft(job));
    uvlong at = 0;
    for (job->nreloc = 0; job->nreloc < n; job->nreloc++) {
        int mode;
        if (!next_word(job, &at, &mode))
            return false;
        // On 386 mode 2 is one word, and a distance.
        bool is_run = dynmachine.strict && mode == MODE_RUN;
        if (is_run ? !run(job, &at) : !dynreloc(job, at, mode))
            return false;
    }
    if (dynmachine.strict && dynleft(job) != 0)
        return dynfail(job,
                       "dynamic object: %zu bytes behind the last "
                       "relocation",
                       dynleft(job));
    return true;
}
