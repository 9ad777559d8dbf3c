// load.h - three ways to load a plugin, the one that shares most first.
//
// The rule: for each load(), one unload(). Nothing here knows what the file
// contains.

#ifndef LOAD_H
#define LOAD_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum load_way {
    LOAD_DLOPEN,   // a file is one plugin, however often it is loaded
    LOAD_DLMOPEN,  // a new namespace each time, with all that the file needs
    LOAD_COPY,     // a copy of the file each time, in the host's namespace
};

struct loaded {
    void *handle;  // for dlsym() and dlinfo()
    int fd;        // of the copy, or -1
};

// Sets *way to the way with this name: "dlopen", "dlmopen" or "copy". Returns
// false if there is none.
bool load_way(const char *name, enum load_way *way);

// Returns NULL if this C library has that way, or "dlmopen: not in this C
// library".
const char *load_missing(enum load_way way);

// Room for any reason. The C library's text may hold a path, our own begins
// with one, and the kernel accepts no path that is longer than PATH_MAX.
#define LOAD_WHY (2 * PATH_MAX + 256)

// Loads the file path. Returns true and fills in *loaded, which the caller
// passes to unload() later. On failure returns false with nothing loaded, and
// writes "path: reason" to why, which has room for size bytes. Any thread may
// call this.
bool load(struct loaded *loaded, enum load_way way, const char *path, char *why,
          size_t size);

// Unloads the plugin, and empties *loaded. None of the plugin's functions may
// be running, and nothing may be left that would call one: see
// pitfalls/handler.c and pitfalls/thread.c. Any thread may call this.
//
// Returns NULL if the plugin is gone, or a constant text that says why it is
// not. In that case its code, its variables and its namespace stay until the
// process ends, or until what needs it is closed. The next load() still makes a
// new instance, except with LOAD_DLOPEN, which finds the old one. (With musl
// this always returns NULL: see stays.h.)
//
// The text is stays_unknown, which says "or", if another thread was in load()
// meanwhile: then what is at the old address may belong to that thread. For a
// copy it is never stays_unknown. unload() does not notice a thread that calls
// dlopen() itself: if that loads something at the same address meanwhile,
// unload() takes it for the old object.
const char *unload(struct loaded *loaded);

#endif
