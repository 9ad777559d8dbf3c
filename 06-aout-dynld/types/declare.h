// declare.h - what an object believes its names to be, in C.

#ifndef DECLARE_H
#define DECLARE_H

#include <stdio.h>

#include "object/object.h"

// Writes to file what the object believes its names to be: for each function
// and variable that it defines or needs, and for each signof(), the signature
// and the declaration in C; then the structs that these mention. With wanted,
// only what has that signature, and it is an error if nothing does. Errors as
// above; what was written by then stays.
bool declare_names(const struct input *input, const uint32_t *wanted,
                   FILE *file, char *why, size_t whysize);

#endif
