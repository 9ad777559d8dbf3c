// lp64.c - what the loader has to know of modules for amd64, arm64 and riscv64,
// which differ in a number.
//
// A word has 8 bytes and lies in data, at a multiple of 8: text reaches
// everything by way of data, and is never written to. In the file it holds
//
//     mode 0   an offset in the image: add where the image lies
//     mode 1   an import: bits 63-32 are its index, bits 31-0, signed, are to
//              be added to its address

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "a.out.h"
#include "loader.h"

#ifdef __x86_64__
#define MACHINE S_MAGIC
#elif defined __riscv
#define MACHINE Y_MAGIC
#else
#define MACHINE R_MAGIC
#endif

// The export table is used as it lies in the file. Header and text end where a
// page ends: text has rights of its own, and may be mapped. (arm64 has systems
// with larger pages: there text is copied, unless it happens to end with one.)
_Static_assert(sizeof(Dynsym) == 24, "an export has 24 bytes in the file");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "and this order");

const struct machine dynmachine = {
    .magic = DYN_MAGIC_LP64 | MACHINE,
    .header = EXEC_SIZE_LP64,
    .text_unit = 4096,
    .data_unit = 8,
    .maximports = INT_MAX,
    .strict = true,
};

// Data has 24 bytes at least: the header was refused otherwise. For what lies
// before data the difference is nearly 2^64: so one comparison is enough.
static bool in_data(const Dynobj *obj, uvlong at)
{
    return at - obj->text <= obj->data - 8 && at % 8 == 0;
}

bool dynreloc(struct job *job, uvlong at, int mode)
{
    const Dynobj *obj = &job->module->obj;
    if (!in_data(obj, at))
        return dynfail(job,
                       "dynamic object: bad relocation offset: number %u: "
                       "0x%llx: data is 0x%lx to 0x%lx",
                       job->nreloc, at, obj->text, obj->text + obj->data);
    uint64_t word;
    memcpy(&word, obj->base + at, 8);
    uint index = (uint)(word >> 32);
    switch (mode) {
    case 0:
        word += (uint64_t)obj->base;
        break;
    case 1:
        if (index >= (uint)obj->nimport)
            return dynfail(job,
                           "dynamic object: bad relocation index: number %u at "
                           "0x%llx: import %u of %d",
                           job->nreloc, at, index, obj->nimport);
        word = obj->import[index]->addr + (uint64_t)(int32_t)word;
        break;
    default:
        return dynfail(job,
                       "dynamic object: bad relocation mode: number %u at "
                       "0x%llx: mode %d",
                       job->nreloc, at, mode);
    }
    memcpy(obj->base + at, &word, 8);
    return true;
}
