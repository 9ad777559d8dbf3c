// elf_check.h - is this a file, for this machine, and is it whole?

#ifndef ELF_CHECK_H
#define ELF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

// Looks at what is under path and at its headers. Returns false if dlopen()
// would wait for ever, crash or give a misleading reason: for a FIFO, a device
// or a folder; for another machine, another word size; for a file that ends too
// early. Then why, of size bytes, holds "path: what: reason". Returns true
// otherwise, also if there is no such file, or if it is no ELF file: dlopen()
// has good words then. Any thread may call this.
bool elf_check(const char *path, char *why, size_t size);

#endif
