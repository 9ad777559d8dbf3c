// unique.c - read the symbol table of a file, and write one field of it.
//
// Everything is read with pread(), piece by piece: a table that is said to go
// on behind the end of the file ends where the file ends. The table is found by
// the section headers; a file from which somebody has removed those is left as
// it is.

#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "unique.h"

#define PIECE 256  // symbols that are read at once

#define CLASS (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32)

static bool read_at(int fd, void *to, size_t size, size_t at)
{
    return pread(fd, to, size, (off_t)at) == (ssize_t)size;
}

static bool is_unique(const ElfW(Sym) * symbol)
{
    return ELF64_ST_BIND(symbol->st_info) == STB_GNU_UNIQUE &&
           symbol->st_shndx != SHN_UNDEF;
}

// Returns false if it cannot be written. (ELF32_ST_INFO is the same.)
static bool make_weak(int fd, const ElfW(Sym) * symbol, size_t at)
{
    unsigned char info =
        ELF64_ST_INFO(STB_WEAK, ELF64_ST_TYPE(symbol->st_info));
    at += offsetof(ElfW(Sym), st_info);
    return pwrite(fd, &info, 1, (off_t)at) == 1;
}

// Goes through size bytes of symbols. Returns how many are unique, or -1.
static int take_table(int fd, size_t at, size_t size, bool clear)
{
    ElfW(Sym) symbols[PIECE];
    size_t n = 0;
    int count = 0;
    for (size_t i = 0; i < size / sizeof symbols[0]; i++) {
        size_t place = at + i * sizeof symbols[0];
        if (i % PIECE == 0) {
            ssize_t got = pread(fd, symbols, sizeof symbols, (off_t)place);
            n = got < 0 ? 0 : (size_t)got / sizeof symbols[0];
        }
        if (i % PIECE >= n)
            break;
        if (!is_unique(&symbols[i % PIECE]))
            continue;
        count++;
        if (clear && !make_weak(fd, &symbols[i % PIECE], place))
            return -1;
    }
    return count;
}

static int take_file(int fd, bool clear)
{
    ElfW(Ehdr) header;
    ElfW(Shdr) section;
    if (!read_at(fd, &header, sizeof header, 0) ||
        memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_ident[EI_CLASS] != CLASS)
        return 0;
    for (size_t i = 0; i < header.e_shnum; i++) {
        size_t at = header.e_shoff + i * header.e_shentsize;
        if (read_at(fd, &section, sizeof section, at) &&
            section.sh_type == SHT_DYNSYM)  // there is one, or none
            return take_table(fd, section.sh_offset, section.sh_size, clear);
    }
    return 0;
}

int unique_count(int fd)
{
    return take_file(fd, false);
}

int unique_clear(int fd)
{
    return take_file(fd, true);
}
