// section.c - the dynamic section: what has to be done to the image.
//
//     size            4 bytes; what follows, in bytes
//     imports         4 bytes; then as many times 4 bytes of signature, a name
//     relocations     4 bytes; then as many times what relocs.c describes

#include <stdlib.h>

#include "loader.h"

#define FIRST_PART 65536

// The size is the file's word, and may be a lie of 4 GB. So no more than twice
// what the file really has is ever allocated, or FIRST_PART.
static bool take_section(struct job *job, size_t size)
{
    size_t have = 0, part = FIRST_PART;
    while (have < size) {
        if (part > size - have)
            part = size - have;
        uchar *section = realloc(job->section, have + part);
        if (section == NULL)
            return dynfail(job,
                           "out of memory: %zu bytes for the dynamic section",
                           have + part);
        job->section = section;
        if (!dyntake(job, section + have, part, "dynamic section"))
            return false;
        have += part;
        part = have;
    }
    job->next = job->section;
    job->end = job->section + size;
    return true;
}

bool dynreadsection(struct job *job)
{
    uchar size[4];
    if (!dynskip(job, job->unused, "symbols") ||
        !dyntake(job, size, sizeof size, "size of the dynamic section"))
        return false;
    if (dynbig4(size) < 8)
        return dynfail(job, "dynamic object: section of %u bytes: at least 8",
                       dynbig4(size));
    return take_section(job, dynbig4(size));
}

const uchar *dynnext(struct job *job, size_t n, const char *what)
{
    if (dynleft(job) < n) {
        dynfail(job, "dynamic object: the section ends within the %s", what);
        return NULL;
    }
    job->next += n;
    return job->next - n;
}
