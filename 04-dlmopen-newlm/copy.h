// copy.h - a copy of a file in memory, which the loader takes for another file.

#ifndef COPY_H
#define COPY_H

#include <stddef.h>

// The beginning of each copy's path.
#define COPY_FOLDER "/proc/self/fd/"

// Room for any path that copy_path() writes.
#define COPY_PATH 192

// Copies the file path. Returns the descriptor of the copy, which the caller
// closes, or -1 with errno set. Any thread may call this.
//
// The copy has no name in any folder: the kernel frees it with its last
// descriptor and its last mapping. It differs from the file in one thing: see
// unique.h.
int copy_file(const char *path);

// Writes a path of the copy fd, for dlopen(), to path, which has room for size
// bytes (COPY_PATH is enough). Each call writes a different path, even if
// another copy had the same descriptor number before. Any thread may call this.
void copy_path(char *path, size_t size, int fd);

#endif
