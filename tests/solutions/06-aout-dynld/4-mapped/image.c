// image.c - the memory in which a module's text, data and bss lie.
//
//     file      header  text                     | data ...
//     memory    header  text (read, execute)     | data, bss (read, write)
//               |                                |
//               map                              page boundaries, in both
//
// Where text cannot be mapped it is read, and in front of it is what fills the
// first page.

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

static unsigned char *map_memory(void *at, size_t size, int flags)
{
    unsigned char *map = mmap(at, size, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    return map == MAP_FAILED ? NULL : map;
}

// The file's pages from the header on; memory replaces those behind text. Or
// NULL: then text has to be copied. mmap() also refuses a pipe.
static unsigned char *map_file(int fd, size_t text, size_t size)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    unsigned char *map =
        mmap(NULL, size, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, at - HEADER);
    if (map == MAP_FAILED)
        return NULL;
    if (map_memory(map + text, size - text, MAP_FIXED) != NULL)
        return map;
    munmap(map, size);
    return NULL;
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
    image->map = NULL;
    if (text == HEADER + (size_t)image->text)
        image->map = map_file(fd, text, image->size);
    bool mapped = image->map != NULL;
    if (!mapped)
        image->map = map_memory(NULL, image->size, 0);
    if (image->map == NULL)
        return -1;
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
