// elf_check.c - checks for the mistakes that dlopen() hides.
//
// For a plugin that was built for another machine, glibc says "cannot open
// shared object file: No such file or directory", although the file is there:
// its search skips files for other machines, and finds no other. musl does not
// look at the machine at all, and loads the file.
//
// The loader maps a truncated file as if it were whole. The first access to a
// page that the file does not have ends the process with SIGBUS, within
// dlopen() or, worse, later.
//
// And dlopen() opens whatever has the name: given a FIFO, it waits until
// somebody writes to it.
//
// We compare with our own ELF header: every ELF program begins with one, and
// the linker names it __ehdr_start. So we need no list of machines.

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "elf_check.h"

extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

// The part of the header that has one layout for 32 and 64 bits.
struct start {
    unsigned char ident[EI_NIDENT];
    uint16_t type;
    uint16_t machine;
};

static bool right_machine(const struct start *start, const char *path,
                          char *why, size_t size)
{
    const ElfW(Ehdr) *own = &__ehdr_start;
    if (start->ident[EI_CLASS] != own->e_ident[EI_CLASS] ||
        start->ident[EI_DATA] != own->e_ident[EI_DATA]) {
        snprintf(why, size, "%s: wrong kind of ELF file: %s", path,
                 "its word size or byte order is not this program's");
        return false;
    }
    if (start->machine != own->e_machine) {
        snprintf(why, size,
                 "%s: wrong machine: it is for ELF machine %d, this program"
                 " for %d",
                 path, start->machine, own->e_machine);
        return false;
    }
    return true;
}

// Returns whether the file has size bytes at offset, and reads them. Numbers
// from the file may have any value.
static bool read_at(int fd, uintmax_t offset, void *to, size_t size)
{
    return pread(fd, to, size, (off_t)offset) == (ssize_t)size;
}

// Returns whether [offset, offset + length) lies inside end bytes. There is no
// sum that could overflow, because the numbers come from the file.
static bool inside(uintmax_t offset, uintmax_t length, uintmax_t end)
{
    return offset <= end && length <= end - offset;
}

// Returns whether a file of end bytes has all that dlopen() touches of a
// PT_LOAD segment.
static bool complete(const ElfW(Phdr) * segment, uintmax_t end)
{
    if (segment->p_filesz > 0)
        return inside(segment->p_offset, segment->p_filesz, end);

    // The segment is all zeros, wherever p_offset points. But if it begins in
    // the middle of a page, the loader maps that page from the file, and writes
    // the zeros there.
    uintmax_t page = getauxval(AT_PAGESZ);
    return segment->p_memsz == 0 || segment->p_vaddr % page == 0 ||
           segment->p_offset - segment->p_offset % page < end;
}

// Returns what is wrong with the program headers, or with the parts that they
// promise in a file of end bytes, or NULL.
static const char *flaw(int fd, uintmax_t end)
{
    static const char truncated[] =
        "truncated: a part to be loaded lies behind the end of the file";
    ElfW(Ehdr) header;
    ElfW(Phdr) segment;
    if (!read_at(fd, 0, &header, sizeof header))
        return truncated;
    // PN_XNUM means "more than 65534". No C library knows that: glibc takes it
    // for the number of headers, and 7 MB of stack for them.
    if (header.e_phnum == PN_XNUM)
        return "too many program headers: PN_XNUM";

    for (size_t i = 0; i < header.e_phnum; i++) {
        uintmax_t at = header.e_phoff + i * header.e_phentsize;
        if (!read_at(fd, at, &segment, sizeof segment))
            return truncated;
        if (segment.p_type == PT_LOAD && !complete(&segment, end))
            return truncated;
        // glibc says "no dynamic section"; musl reads one all the same.
        if (segment.p_type == PT_DYNAMIC && segment.p_filesz == 0)
            return "no code in it: it may hold debug information alone";
    }
    return NULL;
}

// Returns what a path with this mode is, or NULL if it is a file.
static const char *kind(mode_t mode)
{
    if (S_ISREG(mode))
        return NULL;
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a FIFO";
    return S_ISSOCK(mode) ? "a socket" : "a device";
}

static bool check_open(int fd, uintmax_t end, const char *path, char *why,
                       size_t size)
{
    struct start start;
    if (!read_at(fd, 0, &start, sizeof start) ||
        memcmp(start.ident, ELFMAG, SELFMAG) != 0)
        return true;
    if (!right_machine(&start, path, why, size))
        return false;
    const char *what = flaw(fd, end);
    if (what != NULL)
        snprintf(why, size, "%s: %s", path, what);
    return what == NULL;
}

bool elf_check(const char *path, char *why, size_t size)
{
    // Ask before opening it, because opening a device may already do something.
    struct stat status;
    if (stat(path, &status) != 0)
        return true;
    const char *what = kind(status.st_mode);
    if (what != NULL) {
        snprintf(why, size, "%s: cannot load: it is %s, not a file", path,
                 what);
        return false;
    }

    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return true;
    bool good = check_open(fd, (uintmax_t)status.st_size, path, why, size);
    close(fd);
    return good;
}
