// header.c - the first bytes of a module: is it one, and how large is it?

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "loader.h"

// No image is larger than this, whatever maxsize says: a sum of sizes and a
// page more still fits in a size_t.
#define DYNSIZEMAX (SIZE_MAX / 4)

ulong dynmagic(void)
{
    return dynmachine.magic;
}

int dynloadable(void *file, long (*read)(void *file, void *buf, long nbytes),
                vlong (*seek)(void *file, vlong n, int type))
{
    uchar magic[4];
    const long size = sizeof magic;
    long n = 0;
    if (seek(file, 0, 1) == -1)
        return 0;  // what we read could not be put back
    while (n < size) {
        long got = read(file, magic + n, size - n);
        if (got <= 0 || got > size - n)
            break;
        n += got;
    }
    // As many as there were: a file may have fewer than 4 bytes.
    if (seek(file, -n, 1) == -1)
        return 0;
    return n == size && dynbig4(magic) == dynmachine.magic;
}

// The 8 or 10 words of the file into *head; entry8 is the second copy of entry,
// where there is one.
static bool take_header(struct job *job, Exec *head, uvlong *entry8)
{
    uchar b[EXEC_SIZE_LP64];
    if (!dyntake(job, b, dynmachine.header, "header"))
        return false;
    *head = (Exec){
        .magic = dynbig4(b),
        .text = dynbig4(b + 4),
        .data = dynbig4(b + 8),
        .bss = dynbig4(b + 12),
        .syms = dynbig4(b + 16),
        .entry = dynbig4(b + 20),
        .spsz = dynbig4(b + 24),
        .pcsz = dynbig4(b + 28),
    };
    *entry8 = head->entry;
    if (dynmachine.header == EXEC_SIZE_LP64)
        *entry8 = (uvlong)dynbig4(b + 32) << 32 | dynbig4(b + 36);
    return true;
}

// The sums are made in 64 bits, of numbers of 32: they cannot wrap.
static bool check_size(struct job *job, const Exec *head)
{
    uvlong size = (uvlong)head->text + head->data + head->bss;
    uvlong limit = DYNSIZEMAX;
    if (job->maxsize != 0 && job->maxsize < limit)
        limit = job->maxsize;
    if (size > limit)
        return dynfail(job, "%llu: object too big: the limit is %llu bytes",
                       size, limit);
    if (((uvlong)dynmachine.header + head->text) % dynmachine.text_unit != 0)
        return dynfail(job,
                       "bad header: %u bytes of text: with the header not a "
                       "multiple of %u",
                       head->text, dynmachine.text_unit);
    if (head->data % dynmachine.data_unit != 0)
        return dynfail(job,
                       "bad header: %u bytes of data: not a multiple of %u",
                       head->data, dynmachine.data_unit);
    if (dynmachine.strict && head->spsz != 0)
        return dynfail(job, "bad header: spsz is %u, not 0", head->spsz);
    return true;
}

// The table is an array in data, and has at least its last entry.
static bool check_entry(struct job *job, const Exec *head, uvlong entry8)
{
    uvlong end = (uvlong)head->text + head->data;
    const char *why = "invalid export table pointer (entry point)";
    if (head->entry != entry8)
        return dynfail(job, "%s: 0x%x and 0x%llx", why, head->entry, entry8);
    if (head->entry % dynmachine.data_unit != 0)
        return dynfail(job, "%s: 0x%x: not a multiple of %u", why, head->entry,
                       dynmachine.data_unit);
    if (head->entry < head->text || head->data < sizeof(Dynsym) ||
        head->entry > end - sizeof(Dynsym))
        return dynfail(job, "%s: 0x%x: data is 0x%x to 0x%llx", why,
                       head->entry, head->text, end);
    return true;
}

// The earlier form is refused, and not copied as it could be: to link it anew
// is less than a second form that every reader of modules would have to know.
static bool check_magic(struct job *job, uint magic)
{
    uint earlier = DYN_MAGIC_EARLIER | (dynmachine.magic & ~DYN_MAGIC_LP64);
    return magic == dynmachine.magic ||
           dynfail(job,
                   "not dynamic object file or wrong platform: magic 0x%08x, "
                   "expected 0x%08x%s",
                   magic, dynmachine.magic,
                   magic == earlier ? ": of an earlier form: link it again"
                                    : "");
}

bool dynreadheader(struct job *job)
{
    Exec head;
    uvlong entry8;
    if (!take_header(job, &head, &entry8) || !check_magic(job, head.magic))
        return false;
    if (!check_size(job, &head) || !check_entry(job, &head, entry8))
        return false;

    job->module = malloc(sizeof *job->module);
    if (job->module == NULL)
        return dynfail(job, "can't allocate Dynobj");
    *job->module = (struct loaded){
        .obj = {.size = (ulong)head.text + head.data + head.bss,
                .text = head.text,
                .data = head.data,
                .bss = head.bss},
    };
    job->entry = head.entry;
    job->unused = (uvlong)head.syms + head.spsz + head.pcsz;
    return true;
}
