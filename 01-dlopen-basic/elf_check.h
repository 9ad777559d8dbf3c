// elf_check.h - is this a file, for this machine, and is it whole?

#ifndef ELF_CHECK_H
#define ELF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

// Checks what path is, and its headers. Returns false if dlopen() would wait
// for ever, crash or give a misleading reason: for a FIFO, a device or a
// folder; for another machine, or another word size; for a file that ends too
// early. Then it writes "path: what: reason" to why, which has room for size
// bytes. Returns true otherwise, even if there is no such file, or if it is not
// an ELF file: dlopen() reports those well. Any thread may call this.
bool elf_check(const char *path, char *why, size_t size);

#endif
