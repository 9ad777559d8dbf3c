// 386.c - what the loader has to know of modules for 386, as Inferno's
// own linker 8l writes them.
//
// A word has 4 bytes and lies anywhere in text or data, at any address: the
// operands of instructions are relocated where they stand. In the file it holds
//
//     mode 0   an offset in the image: add where the image lies
//     mode 1   an import: bits 31-22 are its index, bits 21-0 are to be
//              added to its address
//     mode 2   the same index; becomes the distance from the next instruction,
//              which begins right behind the word, to the import

#include <stdint.h>
#include <string.h>

#include "a.out.h"
#include "loader.h"

_Static_assert(sizeof(Dynsym) == 12, "an export has 12 bytes in the file");

const struct machine dynmachine = {
    .magic = DYN_MAGIC | I_MAGIC,
    .header = EXEC_SIZE,
    .text_unit = 8,
    .data_unit = 4,
    .maximports = 1024,
    .strict = false,
};

// Data has 12 bytes at least: the header was refused otherwise.
static bool in_image(const Dynobj *obj, uvlong at)
{
    return at <= obj->text + obj->data - 4;
}

// The import that the word names, or nil after dynfail().
static const Dynsym *import_of(struct job *job, uvlong at, uint32_t word)
{
    const Dynobj *obj = &job->module->obj;
    uint index = word >> 22;
    if (index < (uint)obj->nimport)
        return obj->import[index];
    dynfail(job,
            "dynamic object: bad relocation index: number %u at "
            "0x%llx: import %u of %d",
            job->nreloc, at, index, obj->nimport);
    return NULL;
}

// Text is relocated where it stands, and so each instance has to have its own.
bool dynmapfile(struct job *job, uchar *map, size_t text)
{
    (void)job, (void)map, (void)text;
    return false;
}

bool dynreloc(struct job *job, uvlong at, int mode)
{
    const Dynobj *obj = &job->module->obj;
    if (!in_image(obj, at))
        return dynfail(job,
                       "dynamic object: bad relocation offset: number %u: "
                       "0x%llx: text and data end at 0x%lx",
                       job->nreloc, at, obj->text + obj->data);
    const Dynsym *import;
    uint32_t word;
    memcpy(&word, obj->base + at, 4);
    switch (mode) {
    case 0:
        word += (uint32_t)obj->base;
        break;
    case 1:
        import = import_of(job, at, word);
        if (import == NULL)
            return false;
        word = import->addr + (word & 0x3fffff);
        break;
    case 2:
        import = import_of(job, at, word);
        if (import == NULL)
            return false;
        word = import->addr - (uint32_t)(obj->base + at) - 4;
        break;
    default:
        return dynfail(job,
                       "dynamic object: bad relocation mode: number %u at "
                       "0x%llx: mode %d",
                       job->nreloc, at, mode);
    }
    memcpy(obj->base + at, &word, 4);
    return true;
}
