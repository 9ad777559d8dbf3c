// relocs.c - the notes that say which words of the image hold addresses.
//
// Each is one byte, and a distance from the word before, unsigned, big-endian:
//
//     bits 7-6   how long the distance is: 0, 1, 2 are 1, 2, 4 bytes
//     bits 5-4   nothing
//     bits 3-0   mode: what to do with the word; see dynld-MACHINE.c

#include "loader.h"

// A relocation, taken out of the section.
struct entry {
    uint kind;  // its first byte
    uvlong distance;
};

// Takes the entry at p apart. Returns what is behind it, or nil after
// dynfail(). The three lengths are branches, and not one shift, because a
// processor guesses a branch and goes on to the next entry meanwhile; it would
// wait for the shift.
static const uchar *next_entry(struct job *job, const uchar *p,
                               struct entry *entry)
{
    size_t left = (size_t)(job->end - p);
    entry->kind = left == 0 ? 0 : p[0];
    uint length = entry->kind >> 6;
    if (length == 0 && left >= 2) {
        entry->distance = p[1];
        return p + 2;
    }
    if (length == 1 && left >= 3) {
        entry->distance = (uint)p[1] << 8 | p[2];
        return p + 3;
    }
    if (length == 2 && left >= 5) {
        entry->distance = dynbig4(p + 1);
        return p + 5;
    }
    if (length == 3)
        dynfail(job, "dynamic object: bad relocation: number %u: byte 0x%02x",
                job->nreloc, entry->kind);
    else
        dynfail(job, "dynamic object: the section ends within the relocations");
    return NULL;
}

// Is it one that LP64 accepts? Inferno's loader lets both of these pass.
static bool accepted(struct job *job, const struct entry *entry)
{
    if ((entry->kind & 0x30) != 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: byte "
                       "0x%02x",
                       job->nreloc, entry->kind);
    if (entry->distance == 0 && job->nreloc > 0)
        return dynfail(job,
                       "dynamic object: bad relocation: number %u: the "
                       "same word again",
                       job->nreloc);
    return true;
}

// Moves *at to the word of that entry, and relocates it. Inferno's loader adds
// up 32 bits, so a distance may lead backwards there; dynreloc() sees to it
// that it leads into the image.
static bool relocate(struct job *job, uvlong *at, const struct entry *entry)
{
    *at += entry->distance;
    if (!dynmachine.strict)
        *at &= 0xffffffff;
    else if (!accepted(job, entry))
        return false;
    return dynreloc(job, *at, entry->kind & 0xf);
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
        struct entry entry;
        job->nreloc = i;
        p = next_entry(job, p, &entry);
        if (p == NULL || !relocate(job, &at, &entry))
            return false;
    }
    if (dynmachine.strict && p != job->end)
        return dynfail(job,
                       "dynamic object: %zu bytes behind the last "
                       "relocation",
                       (size_t)(job->end - p));
    return true;
}
