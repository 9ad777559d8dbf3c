// file.h - whole files, in and out.

#ifndef LD_FILE_H
#define LD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads all of the file path. Returns it in *bytes, which the caller frees,
// and *size; or false, with the reason in errno.
bool file_read(const char *path, uint8_t **bytes, size_t *size);

// Makes the file path be these bytes, or, on an error, be as it was: whoever
// opens it finds the old file or the new one, and never half of one. Links are
// followed and stay. What is no regular file (a pipe, a device) is written to.
// Returns false with the reason in errno.
bool file_write(const char *path, const uint8_t *bytes, size_t size);

#endif
