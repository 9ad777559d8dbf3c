// elf_check.c - look before the leap: the two mistakes that dlopen() hides.
//
// For a plugin that was built for another machine, glibc says "cannot open
// shared object file: No such file or directory", although the file is there:
// its search skips files of other machines, and has none left in the end. And
// musl does not look at the machine at all: it loads the file.
//
// And a file that is cut short is mapped as if it were whole. The first touch
// of a page that the file does not have ends the process with SIGBUS, within
// dlopen() or, worse, later.
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

static bool right_machine(const struct start *start, const char *path,
                          char *why, size_t size)
{
    const char *headers = (const char *)getauxval(AT_PHDR);
    const struct start *own =
        (const struct start *)(headers - sizeof(ElfW(Ehdr)));
    if (start->ident[EI_CLASS] != own->ident[EI_CLASS] ||
        start->ident[EI_DATA] != own->ident[EI_DATA]) {
        snprintf(why, size, "%s: wrong kind of ELF file: %s", path,
                 "its word size or byte order is not this program's");
        return false;
    }
    if (start->machine != own->machine) {
        snprintf(why, size,
                 "%s: wrong machine: it is for ELF machine %d, this program"
                 " for %d",
                 path, start->machine, own->machine);
        return false;
    }
    return true;
}

// Does [offset, offset + length) lie inside of end bytes? Written so that no
// sum can overflow: the numbers come from the file.
static bool inside(uintmax_t offset, uintmax_t length, uintmax_t end)
{
    return offset <= end && length <= end - offset;
}

// Is each part that will be mapped (a PT_LOAD segment) in the file to its end?
static bool complete(FILE *file)
{
    ElfW(Ehdr) header;
    ElfW(Phdr) segment;
    if (fseek(file, 0, SEEK_END) != 0)
        return true;  // not a file that has an end; dlopen() will say so
    uintmax_t end = (uintmax_t)ftell(file);
    rewind(file);
    if (fread(&header, sizeof header, 1, file) != 1)
        return false;

    for (size_t i = 0; i < header.e_phnum; i++) {
        uintmax_t at = header.e_phoff + i * sizeof segment;
        if (!inside(at, sizeof segment, end) ||
            fseek(file, (long)at, SEEK_SET) != 0 ||
            fread(&segment, sizeof segment, 1, file) != 1)
            return false;
        if (segment.p_type == PT_LOAD &&
            !inside(segment.p_offset, segment.p_filesz, end))
            return false;
    }
    return true;
}

bool elf_check(const char *path, char *why, size_t size)
{
    struct start start;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return true;
    bool good = true;
    if (fread(&start, sizeof start, 1, file) == 1 &&
        memcmp(start.ident, ELFMAG, SELFMAG) == 0) {
        good = right_machine(&start, path, why, size);
        if (good && !complete(file)) {
            snprintf(why, size, "%s: truncated: %s", path,
                     "a part to be loaded lies behind the end of the file");
            good = false;
        }
    }
    fclose(file);
    return good;
}
