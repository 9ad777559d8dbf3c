// copy.h - load a file once more beside itself: as a copy in memory.
//
// For the instances that no namespace has room for. All copies are in the
// host's namespace: they find its names, and share its libc. What a copy has
// of its own is the file's variables (those of C++ templates, too: unique.h).

#ifndef COPY_H
#define COPY_H

#include <stdbool.h>
#include <stddef.h>

struct copy {
    void *handle;  // for dlsym() and dlinfo()
    int fd;        // the copy's; part of its name, so open while it is loaded
};

// Loads a copy of the file path. Returns true and fills *copy, which
// copy_close() unloads. Returns false with nothing loaded; then why, of size
// bytes, holds "path: reason" (one is that there are no descriptors left: each
// copy has one). Any thread may call this.
bool copy_open(struct copy *copy, const char *path, char *why, size_t size);

// Unloads it. No function of it may be running. Returns false if the loader
// has kept the copy (chapter 4 says when it does). Then the descriptor stays
// open as well: or the next copy would get its number, and with that its name,
// and dlopen() would return the old one.
bool copy_close(struct copy *copy);

#endif
