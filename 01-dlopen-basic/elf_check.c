// elf_check.c - look before the leap: the one mistake that dlopen() hides.
//
// For a plugin that was built for another machine, glibc says "cannot open
// shared object file: No such file or directory", although the file is there:
// its search skips files of other machines, and has none left in the end. And
// musl does not look at the machine at all: it loads the file.
//
// What we compare with is our own ELF header: every ELF program begins with
// one, in memory as in the file, and getauxval(AT_PHDR) points just behind it.
// So there is no list of machines here to keep up to date.

#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

#include "elf_check.h"

// The part of the header that has one layout for 32 and 64 bits.
struct start {
    unsigned char ident[EI_NIDENT];
    uint16_t type;
    uint16_t machine;
};

static bool read_start(const char *path, struct start *start)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t got = fread(start, 1, sizeof *start, file);
    fclose(file);
    return got == sizeof *start && memcmp(start->ident, ELFMAG, SELFMAG) == 0;
}

bool elf_check(const char *path, char *why, size_t size)
{
    const char *headers = (const char *)getauxval(AT_PHDR);
    const struct start *own =
        (const struct start *)(headers - sizeof(ElfW(Ehdr)));
    struct start start;
    if (!read_start(path, &start))
        return true;

    if (start.ident[EI_CLASS] != own->ident[EI_CLASS] ||
        start.ident[EI_DATA] != own->ident[EI_DATA]) {
        snprintf(why, size, "%s: wrong kind of ELF file: %s", path,
                 "its word size or byte order is not this program's");
        return false;
    }
    if (start.machine != own->machine) {
        snprintf(why, size,
                 "%s: wrong machine: it is for ELF machine %d, this program"
                 " for %d",
                 path, start.machine, own->machine);
        return false;
    }
    return true;
}
