// copy.h - load a file once more, as a copy in memory.
//
// For the instances that find no free namespace. All copies are in the host's
// namespace: they find its names, and share its libc. Each copy has its own set
// of the file's variables (those of C++ templates, too: unique.h).

#ifndef COPY_H
#define COPY_H

#include <stdbool.h>
#include <stddef.h>

struct copy {
    void *handle;  // for dlsym() and dlinfo()
    int fd;        // part of the copy's name, so open while it is loaded
};

// Loads a copy of the file path. Returns true and fills in *copy, which the
// caller passes to copy_close() later. On failure returns false with nothing
// loaded, and writes "path: reason" to why, which has room for size bytes. (The
// descriptors may run out: each copy takes one.) Any thread may call this.
bool copy_open(struct copy *copy, const char *path, char *why, size_t size);

// Unloads the copy. None of its functions may be running. Returns false if the
// loader keeps the copy (chapter 4 says when it does). Then the descriptor
// stays open, too: otherwise the next copy would get its number, and with that
// its name, and dlopen() would return the old copy. Any thread may call this.
bool copy_close(struct copy *copy);

#endif
