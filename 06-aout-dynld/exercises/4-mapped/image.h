// image.h - the memory in which a module's text, data and bss lie.

#ifndef IMAGE_H
#define IMAGE_H

#include <stddef.h>
#include <stdint.h>

// The size of a module's header (64-bit machines).
#define HEADER 40

struct image {
    // From the header, for image_load(). Header and text together are a
    // multiple of 4096 bytes. There is always some data: the export table.
    uint32_t text, data, bss;

    // image_load() says where text begins.
    unsigned char *base;

    // For image.c alone: what to unmap.
    unsigned char *map;
    size_t size;
};

// Makes the image of the module whose header has just been read from fd, which
// is a file, open for reading, or a pipe. Then fd is behind data. The image
// does not need fd any more.
//
// Returns 0; or -1 if the file ends too soon, or there is no memory. Then there
// is no image, and in a file fd is where it was.
int image_load(struct image *image, int fd);

// Gives back all that image_load() has mapped.
void image_unload(struct image *image);

#endif
