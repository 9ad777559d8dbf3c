// elf_check.c - look before the leap: the mistakes that dlopen() hides.
//
// For a plugin that was built for another machine, glibc says "cannot open
// shared object file: No such file or directory", although the file is there:
// its search skips files of other machines, and has none left in the end. And
// musl does not look at the machine at all: it loads the file.
//
// A file that is cut short is mapped as if it were whole. The first touch of
// a page that the file does not have ends the process with SIGBUS, within
// dlopen() or, worse, later.
//
// And dlopen() opens whatever has the name: with a FIFO it waits for somebody
// who writes into it.
//
// What we compare with is our own ELF header: every ELF program begins with
// one, and the linker names it __ehdr_start. So there is no list of machines
// here to keep up to date.

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

// Are there so many bytes at offset? A number from the file may be anything.
static bool read_at(int fd, uintmax_t offset, void *to, size_t size)
{
    return pread(fd, to, size, (off_t)offset) == (ssize_t)size;
}

// Does [offset, offset + length) lie inside of end bytes? Written so that no
// sum can overflow: the numbers come from the file.
static bool inside(uintmax_t offset, uintmax_t length, uintmax_t end)
{
    return offset <= end && length <= end - offset;
}

// Has the file, of end bytes, all that dlopen() touches of a PT_LOAD segment?
static bool complete(const ElfW(Phdr) * segment, uintmax_t end)
{
    if (segment->p_filesz > 0)
        return inside(segment->p_offset, segment->p_filesz, end);

    // Nothing but zeros, wherever p_offset points. But if they begin in the
    // middle of a page, then the loader maps that page from the file, and
    // writes the zeros there.
    uintmax_t page = getauxval(AT_PAGESZ);
    return segment->p_memsz == 0 || segment->p_vaddr % page == 0 ||
           segment->p_offset - segment->p_offset % page < end;
}

// Returns what is wrong with the program headers and what they promise of the
// file, of end bytes, or NULL.
static const char *flaw(int fd, uintmax_t end)
{
    static const char truncated[] =
        "truncated: a part to be loaded lies behind the end of the file";
    ElfW(Ehdr) header;
    ElfW(Phdr) segment;
    if (!read_at(fd, 0, &header, sizeof header))
        return truncated;
    // A mark for "more than 65534". No C library knows it: glibc takes it for
    // their number, and 7 MB of stack for so many.
    if (header.e_phnum == PN_XNUM)
        return "too many program headers: PN_XNUM";

    for (size_t i = 0; i < header.e_phnum; i++) {
        uintmax_t at = header.e_phoff + i * header.e_phentsize;
        if (!read_at(fd, at, &segment, sizeof segment))
            return truncated;
        if (segment.p_type == PT_LOAD && !complete(&segment, end))
            return truncated;
        // glibc says "no dynamic section"; musl reads what is not there.
        if (segment.p_type == PT_DYNAMIC && segment.p_filesz == 0)
            return "no code in it: it may hold debug information alone";
    }
    return NULL;
}

// Returns what path is if it is not a file, or NULL.
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
    // Asked before it is opened: to open a device may do something already.
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
