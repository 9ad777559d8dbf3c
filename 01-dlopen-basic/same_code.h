// same_code.h - does the loaded code come from the file as it is now?

#ifndef SAME_CODE_H
#define SAME_CODE_H

#include <stdbool.h>

// Compares the loaded code and constants of handle with those in the file path,
// byte by byte. Returns false if they differ or if the file cannot be read. It
// does not compare variables, which change while a plugin runs.
//
// If the file has text relocations (see "Break it" in README.md), the loader
// has changed the code, and this compares only the file's notes. They contain a
// build ID if the linker made one; if not, the answer is true.
//
// Any thread may call this; it takes the loader's lock.
bool same_code(void *handle, const char *path);

#endif
