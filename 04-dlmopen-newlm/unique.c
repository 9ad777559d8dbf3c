// unique.c - reads the symbol table of a file, and writes one field of it.
//
// It finds the table as the loader does: by the program headers and the dynamic
// section. (Section headers are for linkers and debuggers. A file may have
// none.)
//
// It reads everything with pread(), piece by piece: a table that claims to go
// on behind the end of the file ends where the file ends. It writes only where
// it has read.

#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "unique.h"

#define PIECE 256  // symbols, or words, read at once

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

// Returns false if it cannot write. (ELF32_ST_INFO is the same.)
static bool make_weak(int fd, const ElfW(Sym) * symbol, size_t at)
{
    unsigned char info =
        ELF64_ST_INFO(STB_WEAK, ELF64_ST_TYPE(symbol->st_info));
    at += offsetof(ElfW(Sym), st_info);
    return pwrite(fd, &info, 1, (off_t)at) == 1;
}

// Goes through number symbols. Returns how many are unique, or -1.
static int take_table(int fd, size_t at, size_t number, bool clear)
{
    ElfW(Sym) symbols[PIECE];
    size_t n = 0;
    int count = 0;
    for (size_t i = 0; i < number; i++) {
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

// The dynamic section's entries: addresses in memory, or 0 for a missing one.
struct tables {
    ElfW(Addr) symbols, hash, gnu_hash;
};

static bool read_part(int fd, const ElfW(Ehdr) * header, size_t i,
                      ElfW(Phdr) * part)
{
    return i < header->e_phnum &&
           read_at(fd, part, sizeof *part,
                   header->e_phoff + i * header->e_phentsize);
}

// Returns the file offset of the bytes at that address, or 0.
static size_t place_of(int fd, const ElfW(Ehdr) * header, ElfW(Addr) address)
{
    ElfW(Phdr) part;
    for (size_t i = 0; read_part(fd, header, i, &part); i++) {
        if (part.p_type == PT_LOAD && address >= part.p_vaddr &&
            address - part.p_vaddr < part.p_filesz)
            return part.p_offset + (address - part.p_vaddr);
    }
    return 0;
}

static struct tables find_tables(int fd, const ElfW(Ehdr) * header)
{
    struct tables tables = {0, 0, 0};
    ElfW(Phdr) part;
    ElfW(Dyn) entry = {.d_tag = DT_NULL};
    size_t i = 0;
    while (read_part(fd, header, i, &part) && part.p_type != PT_DYNAMIC)
        i++;
    if (!read_part(fd, header, i, &part))
        return tables;
    for (size_t at = part.p_offset;
         read_at(fd, &entry, sizeof entry, at) && entry.d_tag != DT_NULL;
         at += sizeof entry) {
        if (entry.d_tag == DT_SYMTAB)
            tables.symbols = entry.d_un.d_ptr;
        else if (entry.d_tag == DT_HASH)
            tables.hash = entry.d_un.d_ptr;
        else if (entry.d_tag == DT_GNU_HASH)
            tables.gnu_hash = entry.d_un.d_ptr;
    }
    return tables;
}

// Reads up to n words, but at most PIECE. Returns how many it has read.
static size_t read_words(int fd, uint32_t words[], size_t n, size_t at)
{
    size_t size = (n < PIECE ? n : PIECE) * sizeof words[0];
    ssize_t got = pread(fd, words, size, (off_t)at);
    return got < 0 ? 0 : (size_t)got / sizeof words[0];
}

static uint32_t highest_word(int fd, size_t n, size_t at)
{
    uint32_t words[PIECE], highest = 0;
    for (size_t got; n > 0; n -= got, at += got * sizeof words[0]) {
        got = read_words(fd, words, n, at);
        if (got == 0)
            break;
        for (size_t i = 0; i < got; i++)
            highest = words[i] > highest ? words[i] : highest;
    }
    return highest;
}

// Returns how many words the chain has. Its last word is odd.
static size_t chain_length(int fd, size_t at)
{
    uint32_t words[PIECE];
    size_t length = 0, got;
    while ((got = read_words(fd, words, PIECE, at)) > 0) {
        for (size_t i = 0; i < got; i++) {
            if (words[i] & 1)
                return length + i + 1;
        }
        length += got;
        at += got * sizeof words[0];
    }
    return length;
}

// No field says how many symbols there are, but a hash table leads to each
// symbol that can be looked up. The GNU hash table sorts them by bucket: the
// last symbol of all ends the chain that begins last. Its layout: four words, a
// filter, the buckets, and a word for each symbol from number words[1] on.
static size_t count_gnu(int fd, size_t at)
{
    uint32_t words[4];
    if (!read_at(fd, words, sizeof words, at))
        return 0;
    size_t buckets = at + sizeof words + words[2] * sizeof(ElfW(Addr));
    size_t chains = buckets + words[0] * sizeof words[0];
    size_t last = highest_word(fd, words[0], buckets);
    if (last < words[1])  // no bucket is in use
        return words[1];
    at = chains + (last - words[1]) * sizeof words[0];
    return last + chain_length(fd, at);
}

// The older table has a word for each symbol, and its second word says how many
// symbols there are.
static size_t count_symbols(int fd, const ElfW(Ehdr) * header,
                            const struct tables *tables)
{
    uint32_t words[2];
    size_t gnu = place_of(fd, header, tables->gnu_hash);
    size_t old = place_of(fd, header, tables->hash);
    if (tables->gnu_hash != 0 && gnu != 0)
        return count_gnu(fd, gnu);
    if (tables->hash != 0 && old != 0 && read_at(fd, words, sizeof words, old))
        return words[1];
    return 0;
}

static int take_file(int fd, bool clear)
{
    ElfW(Ehdr) header;
    if (!read_at(fd, &header, sizeof header, 0) ||
        memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_ident[EI_CLASS] != CLASS)
        return 0;
    struct tables tables = find_tables(fd, &header);
    size_t at = place_of(fd, &header, tables.symbols);
    if (tables.symbols == 0 || at == 0)
        return 0;
    return take_table(fd, at, count_symbols(fd, &header, &tables), clear);
}

int unique_count(int fd)
{
    return take_file(fd, false);
}

int unique_clear(int fd)
{
    return take_file(fd, true);
}
