// edit.c - change an object in ways that no assembler at hand would.

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/edit.h"

// The objects are this machine's own, and good: so its structs will do.
static Elf64_Shdr *header(uint8_t *bytes, size_t i)
{
    Elf64_Ehdr *file = (Elf64_Ehdr *)(void *)bytes;
    return (Elf64_Shdr *)(void *)(bytes + file->e_shoff) + i;
}

bool edit_section(uint8_t *bytes, size_t size, const char *name, bool type,
                  uint64_t value)
{
    Elf64_Ehdr *file = (Elf64_Ehdr *)(void *)bytes;
    if (size < sizeof *file || file->e_shoff > size)
        return false;
    const char *names =
        (const char *)bytes + header(bytes, file->e_shstrndx)->sh_offset;
    for (size_t i = 0; i < file->e_shnum; i++) {
        Elf64_Shdr *section = header(bytes, i);
        if (strcmp(names + section->sh_name, name) != 0)
            continue;
        if (type)
            section->sh_type = (Elf64_Word)value;
        else
            section->sh_flags = value;
        return true;
    }
    return false;
}

// Moves the number of each symbol's section into the table at indexes.
static void widen_symbols(uint8_t *bytes, const Elf64_Shdr *symtab,
                          uint32_t *indexes)
{
    Elf64_Sym *symbols = (Elf64_Sym *)(void *)(bytes + symtab->sh_offset);
    for (size_t i = 0; i < symtab->sh_size / sizeof *symbols; i++) {
        indexes[i] = 0;
        if (symbols[i].st_shndx == SHN_UNDEF ||
            symbols[i].st_shndx >= SHN_LORESERVE)
            continue;
        indexes[i] = symbols[i].st_shndx;
        symbols[i].st_shndx = SHN_XINDEX;
    }
}

static size_t find_symtab(uint8_t *bytes, size_t count)
{
    size_t i = 0;
    while (i < count && header(bytes, i)->sh_type != SHT_SYMTAB)
        i++;
    return i;
}

static void put_big(uint8_t *at, size_t width, uint64_t value)
{
    for (size_t i = 0; i < width; i++)
        at[width - 1 - i] = (uint8_t)(value >> 8 * i);
}

// The index is the first member. What is behind it moves.
uint8_t *edit_widen_archive(const uint8_t *bytes, size_t size, size_t *wide)
{
    const uint8_t *index = bytes + 68;
    size_t old = strtoul((const char *)bytes + 56, NULL, 10);
    size_t count = (size_t)index[2] << 8 | index[3], grown = 4 + 4 * count;
    uint8_t *copy = calloc(1, size + grown);
    if (copy == NULL || size < 72)
        return copy;
    memcpy(copy, bytes, 68);
    memcpy(copy + 8, "/SYM64/", 7);
    char length[11];
    snprintf(length, sizeof length, "%-10zu", old + grown);
    memcpy(copy + 56, length, 10);
    put_big(copy + 68, 8, count);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = index + 4 + 4 * i;
        uint64_t offset = (uint64_t)at[0] << 24 | (uint64_t)at[1] << 16 |
                          (uint64_t)at[2] << 8 | at[3];
        put_big(copy + 76 + 8 * i, 8, offset + grown);
    }
    memcpy(copy + 76 + 8 * count, index + 4 + 4 * count, size - 72 - 4 * count);
    *wide = size + grown;
    return copy;
}

// Behind the object come the table, and then all section headers and one more.
uint8_t *edit_widen(const uint8_t *bytes, size_t size, size_t *wide)
{
    size_t at = (size + 7) / 8 * 8;
    uint8_t *copy = calloc(1, 2 * at + 128);
    if (copy == NULL || size < sizeof(Elf64_Ehdr))
        return copy;
    memcpy(copy, bytes, size);
    Elf64_Ehdr *file = (Elf64_Ehdr *)(void *)copy;
    size_t count = file->e_shnum, symtab = find_symtab(copy, count);
    if (symtab == count) {
        *wide = size;
        return copy;
    }
    size_t room = header(copy, symtab)->sh_size / sizeof(Elf64_Sym) * 4;
    widen_symbols(copy, header(copy, symtab), (uint32_t *)(void *)(copy + at));
    size_t headers = at + (room + 7) / 8 * 8;
    memcpy(copy + headers, header(copy, 0), count * sizeof(Elf64_Shdr));
    file->e_shoff = headers;
    *header(copy, count) = (Elf64_Shdr){.sh_type = SHT_SYMTAB_SHNDX,
                                        .sh_offset = at,
                                        .sh_size = room,
                                        .sh_link = (Elf64_Word)symtab,
                                        .sh_addralign = 4,
                                        .sh_entsize = 4};
    header(copy, 0)->sh_size = count + 1;
    header(copy, 0)->sh_link = file->e_shstrndx;
    file->e_shnum = 0;
    file->e_shstrndx = SHN_XINDEX;
    *wide = headers + (count + 1) * sizeof(Elf64_Shdr);
    return copy;
}
