// module.c - write a module's file: header, image, dynamic section.
//
// The numbers of the file are big-endian, the bytes of the image are as the
// machine wants them.
//
//     header           8 words: magic, text, data, bss, symbols (none), entry,
//                      two more that are 0; and entry again, as 8 bytes
//     text, data       the image as far as it is not zeros
//     size             of what follows
//     imports          how many; of each its signature and its name
//     relocations      how many; of each a byte and the distance from the last
//
// A relocation's byte: 0x00, 0x40 or 0x80, if the distance has 1, 2 or 4
// bytes; and the mode. Mode 2 is a run of words of mode 0, one behind the
// other: behind the distance stands in one byte how many there are after the
// first.

#include <stdlib.h>
#include <string.h>

#include "linker/ld.h"

#define MODE_RUN 2
#define RUN_MAX 256

// 0, 1, 2 for 1, 2, 4 bytes.
static int width_of(uint64_t distance)
{
    return distance < 0x100 ? 0 : distance < 0x10000 ? 1 : 2;
}

static uint64_t imports_size(const struct linker *ld)
{
    uint64_t size = 0;
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_IMPORT)
            size += 4 + strlen(ld->globals[i].name) + 1;
    return size;
}

// How many words the relocation that begins with word i stands for: those of
// mode 0 that lie one behind the other. They are in the order of address.
static size_t words_at(const struct linker *ld, size_t i)
{
    const struct module_reloc *reloc = &ld->relocs[i];
    size_t n = 1;
    while (n < RUN_MAX && i + n < ld->nrelocs && reloc->mode == MODE_BASE &&
           reloc[n].mode == MODE_BASE &&
           reloc[n].address == reloc->address + n * WORD)
        n++;
    return n;
}

// Both pass over the words in the same way: by relocations, each beginning at
// i, with the last word of the one before in last.

static uint64_t relocs_size(const struct linker *ld)
{
    uint64_t size = 0, last = 0;
    for (size_t i = 0, n; i < ld->nrelocs; i += n) {
        n = words_at(ld, i);
        size += 1 + (1u << width_of(ld->relocs[i].address - last)) + (n > 1);
        last = ld->relocs[i + n - 1].address;
    }
    return size;
}

static uint8_t *put_header(uint8_t *at, const struct linker *ld)
{
    at = put_be(at, ld->cpu->magic, 4);
    at = put_be(at, ld->text, 4);
    at = put_be(at, ld->data, 4);
    at = put_be(at, ld->bss, 4);
    at = put_be(at, 0, 4);
    at = put_be(at, ld->table_address, 4);
    at = put_be(at, 0, 4);
    at = put_be(at, 0, 4);
    return put_be(at, ld->table_address, 8);
}

static uint8_t *put_imports(uint8_t *at, const struct linker *ld)
{
    at = put_be(at, ld->nimports, 4);
    for (size_t i = 0; i < ld->nglobals; i++) {
        const struct global *global = &ld->globals[i];
        if (global->kind != GLOBAL_IMPORT)
            continue;
        size_t size = strlen(global->name) + 1;
        at = put_be(at, global->signature, 4);
        memcpy(at, global->name, size);
        at += size;
    }
    return at;
}

static uint32_t count_relocs(const struct linker *ld)
{
    uint32_t count = 0;
    for (size_t i = 0; i < ld->nrelocs; i += words_at(ld, i))
        count++;
    return count;
}

static uint8_t *put_relocs(uint8_t *at, const struct linker *ld)
{
    uint64_t last = 0;
    at = put_be(at, count_relocs(ld), 4);
    for (size_t i = 0, n; i < ld->nrelocs; i += n) {
        n = words_at(ld, i);
        uint64_t distance = ld->relocs[i].address - last;
        int width = width_of(distance);
        int mode = n > 1 ? MODE_RUN : ld->relocs[i].mode;
        at = put_be(at, (uint64_t)width << 6 | (uint64_t)mode, 1);
        at = put_be(at, distance, 1 << width);
        if (n > 1)
            at = put_be(at, n - 1, 1);
        last = ld->relocs[i + n - 1].address;
    }
    return at;
}

bool write_module(struct linker *ld, struct output *output)
{
    uint64_t section = 4 + imports_size(ld) + 4 + relocs_size(ld);
    if (section > INT32_MAX)
        return fail(&ld->work, "imports and relocations have more than 2 GiB");
    uint64_t size = HEADER + ld->text + ld->data + 4 + section;
    output->size = (size_t)size;
    output->bytes = output->size == size ? malloc(output->size) : NULL;
    if (output->bytes == NULL)
        return fail(&ld->work, "out of memory");

    uint8_t *at = put_header(output->bytes, ld);
    memcpy(at, ld->image, ld->text + ld->data);
    at = put_be(at + ld->text + ld->data, section, 4);
    at = put_imports(at, ld);
    put_relocs(at, ld);
    return true;
}
