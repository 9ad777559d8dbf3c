// same_code.h - is what is loaded what lies in the file now?

#ifndef SAME_CODE_H
#define SAME_CODE_H

#include <stdbool.h>

// Compares the code and the constants that are loaded behind handle with those
// in the file path, byte by byte. Returns false if they differ or if the file
// cannot be read. Variables are not compared: they change while a plugin runs.
//
// If the file has text relocations (see "Break it" in README.md), the loader
// has changed the code: then only its notes are compared. They have a build ID,
// if the linker made one; if not, the answer is true.
//
// Any thread may call this; it takes the loader's lock.
bool same_code(void *handle, const char *path);

#endif
