// slurp.h - read all that there is.

#ifndef SLURP_H
#define SLURP_H

#include <stddef.h>

#include "lib9.h"

// Reads fd to its end. Returns the bytes, which the caller frees with free(),
// and their number in *size; or NULL if there are more than limit, or on an
// error. Behind the last byte is nothing: who reads on crashes.
uchar *slurp(int fd, size_t limit, size_t *size);

// How many times what it returned has not been freed yet.
int slurped(void);

#endif
