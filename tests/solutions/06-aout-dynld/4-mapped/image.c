// image.c - the memory in which a module's text, data and bss lie.
//
//     file      header  text                     | data ...
//     memory    header  text (read, execute)     | data, bss (read, write)
//               |                                |
//               map                              page boundaries, in both
//
// Memory comes first, all of it, and the file's pages go over its beginning.
// Where they cannot, text is read into that memory, and in front of it is what
// fills the first page.

#include "image.h"

#include <stdbool.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static size_t page_up(size_t n)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (n + page - 1) / page * page;
}

// All of it: a pipe hands out a few bytes at a time.
static bool take(int fd, unsigned char *to, size_t n)
{
    while (n > 0) {
        ssize_t got = read(fd, to, n);
        if (got <= 0)
            return false;
        to += got;
        n -= (size_t)got;
    }
    return true;
}

// The file's pages, from the header on, take the place of memory that holds
// nothing yet. If mmap() refuses, the memory is still there to copy text into:
// a pipe, a place in the file where no page begins, no right to execute.
static bool map_file(const struct image *image, int fd, size_t text)
{
    off_t at = lseek(fd, 0, SEEK_CUR) - HEADER;
    return mmap(image->map, text, PROT_READ | PROT_EXEC,
                MAP_PRIVATE | MAP_FIXED, fd, at) != MAP_FAILED;
}

static bool fill_mapped(struct image *image, int fd)
{
    lseek(fd, image->text, SEEK_CUR);
    return take(fd, image->base + image->text, image->data);
}

// Text is written first, and executed then.
static bool fill_memory(struct image *image, int fd)
{
    unsigned char *data = image->base + image->text;
    if (!take(fd, image->base, (size_t)image->text + image->data))
        return false;
    __builtin___clear_cache((char *)image->base, (char *)data);
    return mprotect(image->map, (size_t)(data - image->map),
                    PROT_READ | PROT_EXEC) == 0;
}

int image_load(struct image *image, int fd)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    size_t text = page_up(HEADER + (size_t)image->text);
    image->size = text + page_up((size_t)image->data + image->bss);
    image->map = mmap(NULL, image->size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (image->map == MAP_FAILED)
        return -1;
    bool mapped =
        text == HEADER + (size_t)image->text && map_file(image, fd, text);
    image->base = image->map + (text - image->text);
    if (mapped ? fill_mapped(image, fd) : fill_memory(image, fd))
        return 0;
    image_unload(image);
    lseek(fd, at, SEEK_SET);
    return -1;
}

void image_unload(struct image *image)
{
    munmap(image->map, image->size);
}
