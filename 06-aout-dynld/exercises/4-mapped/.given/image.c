// image.c - the memory in which a module's text, data and bss lie.
//
// This is what the chapter's first/first.c does.

#include "image.h"

#include <sys/mman.h>
#include <unistd.h>

int image_load(struct image *image, int fd)
{
    // TODO: text can be the file's own pages, if they are mapped. Where that
    // cannot be it is copied; but no page is ever written and executed at once.
    image->size = HEADER + (size_t)image->text + image->data + image->bss;
    image->map = mmap(NULL, image->size, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    image->base = image->map + HEADER;
    // TODO: what if there is less in the file, or in the pipe at this time?
    if (read(fd, image->base, image->text + image->data) < 0)
        return -1;
    return 0;
}

void image_unload(struct image *image)
{
    munmap(image->map, image->size);
}
