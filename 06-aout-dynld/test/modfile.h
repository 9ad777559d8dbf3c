// modfile.h - read a module's file, and believe nothing: an LP64 one.
//
// Neither the linker's code nor the loader's is used here. What this reader
// finds is compared with what they say.

#ifndef MODFILE_H
#define MODFILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// Checks every rule of the format. Returns NULL, or which one is broken. With
// list != NULL it prints what is in the module, line by line.
const char *modfile_check(const uint8_t *bytes, size_t size, FILE *list);

#endif
