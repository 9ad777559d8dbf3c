// elf_check.h - is this file for this machine, and is it whole?

#ifndef ELF_CHECK_H
#define ELF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

// Looks at the headers of the file path. Returns false if they show that this
// process must not load it (another machine, another word size, a file that
// ends too early); then why, of size bytes, holds "path: what: reason". Returns
// true otherwise, also for a file that cannot be read or is no ELF file:
// dlopen() has good words then.
bool elf_check(const char *path, char *why, size_t size);

#endif
