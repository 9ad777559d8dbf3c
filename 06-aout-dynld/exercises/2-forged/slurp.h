// slurp.h - read all that there is.

#ifndef SLURP_H
#define SLURP_H

#include <stddef.h>

#include "lib9.h"

// Reads fd to its end. Returns the bytes, which the caller frees, and their
// number in *size; or NULL if there are more than limit, or on an error.
uchar *slurp(int fd, size_t limit, size_t *size);

#endif
