// unique_test.c - tests unique_clear() with damaged files.
//
// Usage:        unique_test ROUNDS FILE.so
//               Each round replaces some bytes of a copy of the file by
//               others, mostly in the tables that lead to the rest. The copy
//               may become anything but larger. (The test has no handler for a
//               crash: the caller sees it. A sanitizer finds more.)
// Exit status:  0 all is as it should be, 1 it is not, 2 usage.

#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unique.h"

static unsigned state = 1;

// Gives the same numbers in each run.
static unsigned next_random(void)
{
    state = state * 1103515245u + 12345u;
    return state >> 8;
}

// Chooses where to replace a byte: anywhere, in the headers, in the hash tables
// and symbols behind them, or in the dynamic section.
static size_t choose_place(const ElfW(Phdr) parts[], size_t n, size_t size)
{
    size_t from = 0, length = size;
    unsigned kind = next_random() % 4;
    if (kind == 1 || kind == 2)
        length = kind == 1 ? 1024 : 4096;
    for (size_t i = 0; kind == 3 && i < n; i++) {
        if (parts[i].p_type == PT_DYNAMIC) {
            from = parts[i].p_offset;
            length = parts[i].p_filesz;
        }
    }
    return (from + next_random() % length) % size;
}

// One file serves all rounds: to make one costs more than to fill it again.
static int go_round(int fd, const unsigned char *bytes, size_t size)
{
    static const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
    const ElfW(Ehdr) *header = (const void *)bytes;
    const ElfW(Phdr) *parts = (const void *)(bytes + header->e_phoff);
    struct stat file;
    bool right = pwrite(fd, bytes, size, 0) == (ssize_t)size;
    for (unsigned i = 1 + next_random() % 4; right && i > 0; i--) {
        size_t place = choose_place(parts, header->e_phnum, size);
        unsigned value = next_random();
        if (value % 2 != 0)
            value = values[value / 2 % sizeof values];
        unsigned char byte = (unsigned char)value;
        right = pwrite(fd, &byte, 1, (off_t)place) == 1;
    }
    right = right && unique_clear(fd) >= 0 && unique_count(fd) == 0 &&
            fstat(fd, &file) == 0 && file.st_size == (off_t)size;
    return right ? 0 : 1;
}

int main(int argc, char *argv[])
{
    long rounds = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    struct stat file;
    if (rounds < 1) {
        fprintf(stderr, "usage: unique_test ROUNDS FILE.so\n");
        return 2;
    }
    int fd = open(argv[2], O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &file) != 0) {
        fprintf(stderr, "unique_test: %s: cannot open\n", argv[2]);
        return 1;
    }
    size_t size = (size_t)file.st_size;
    const void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    int damaged = memfd_create("damaged", MFD_CLOEXEC);
    int wrong = 0;
    printf("unique symbols: %d\n", unique_count(fd));
    for (long i = 0; i < rounds && bytes != MAP_FAILED; i++)
        wrong += go_round(damaged, bytes, size);
    printf("damaged files: %d wrong\n", wrong);
    close(damaged);
    close(fd);
    return bytes == MAP_FAILED || wrong > 0;
}
