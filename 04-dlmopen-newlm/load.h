// load.h - three ways to load a plugin, from the one that shares most.
//
// The rule: load() once, then unload() once. Nothing here knows what is in the
// file.

#ifndef LOAD_H
#define LOAD_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum load_way {
    LOAD_DLOPEN,   // one file is one plugin, however often it is loaded
    LOAD_DLMOPEN,  // into a new namespace each time, with what the file needs
    LOAD_COPY,     // a copy of the file each time, beside all the others
};

struct loaded {
    void *handle;  // for dlsym() and dlinfo()
    int fd;        // of the copy, or -1
};

// Finds the way with this name: "dlopen", "dlmopen" or "copy". Returns false
// if there is none.
bool load_way(const char *name, enum load_way *way);

// Whether this C library has that way: NULL, or "dlmopen: not in this C
// library".
const char *load_missing(enum load_way way);

// Room for any reason: the C library's text may hold a path, ours begins with
// one, and the kernel takes none that is longer than PATH_MAX.
#define LOAD_WHY (2 * PATH_MAX + 256)

// Loads the file path. Returns true and fills *loaded, which the caller ends
// with unload(). Returns false and nothing is loaded; then why, of size bytes,
// holds "path: reason". Any thread may call this.
bool load(struct loaded *loaded, enum load_way way, const char *path, char *why,
          size_t size);

// Unloads it. No function of it may be running, and nothing may be left that
// would call one: see pitfalls/handler.c and pitfalls/thread.c. *loaded is
// empty afterwards. Any thread may call this.
//
// Returns NULL if it is gone, or a constant text that says why it is not: then
// its code and variables stay as they are until the process ends, and so does
// its namespace. The next load() is a new instance all the same, but for
// LOAD_DLOPEN, which finds the old one. (stays.h: with musl it is always NULL.)
//
// The text is stays_unknown, which says "or", if another thread was in load()
// meanwhile: then something is in the old place, and may be that thread's. Of a
// copy it is never that. A thread that calls dlopen() itself is not heard of:
// what it loads meanwhile, in the same place, is taken for what was there.
const char *unload(struct loaded *loaded);

#endif
