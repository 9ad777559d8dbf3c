// load.c - dlopen(), dlmopen(), and dlopen() of a copy in memory.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "load.h"

#define MODE (RTLD_NOW | RTLD_LOCAL)

bool load_way(const char *name, enum load_way *way)
{
    static const char *const names[] = {"dlopen", "dlmopen", "copy"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, names[i]) == 0) {
            *way = (enum load_way)i;
            return true;
        }
    }
    return false;
}

#ifdef LM_ID_NEWLM

const char *load_missing(enum load_way way)
{
    (void)way;
    return NULL;
}

// LM_ID_NEWLM: an empty list of link maps, and this file is its first. What it
// needs is looked for in that list, where nothing is: so it is loaded again. If
// it needs a libc, that is one of its own; the loader alone is never loaded
// twice.
//
// RTLD_GLOBAL is refused here (pitfalls/global_host.c), and nothing is lost:
// the first object of a namespace is its global scope in any case: where all
// that come later look for a name.
static void *open_namespace(const char *path)
{
    return dlmopen(LM_ID_NEWLM, path, MODE);
}

#else

const char *load_missing(enum load_way way)
{
    return way == LOAD_DLMOPEN ? "dlmopen: not in this C library" : NULL;
}

static void *open_namespace(const char *path)
{
    (void)path;  // load() has refused
    return NULL;
}

#endif

// Writes what is in the file from to the file to. Returns 0, or -1 with errno.
static int copy_bytes(int to, int from)
{
    char bytes[65536];
    ssize_t n;
    while ((n = read(from, bytes, sizeof bytes)) > 0) {
        if (write(to, bytes, (size_t)n) != n)  // memory: whole, or not at all
            return -1;
    }
    return n < 0 ? -1 : 0;
}

// Returns the descriptor of a copy that has no name in any folder, or -1 with
// errno. It goes away with its last descriptor and its last mapping.
static int copy_file(const char *path)
{
    int from = open(path, O_RDONLY | O_CLOEXEC);
    // The name is for /proc only, and may not be longer than 249 bytes.
    int to = from < 0 ? -1 : memfd_create("copy", MFD_CLOEXEC);
    if (to >= 0 && copy_bytes(to, from) != 0) {
        int reason = errno;
        close(to);
        errno = reason;
        to = -1;
    }
    if (from >= 0)
        close(from);
    return to;
}

// The loader wants a path. The kernel has one for each open descriptor.
//
// The descriptor stays open until unload(). If it were closed here, the next
// copy would get the same number, so the same path, and dlopen() would return
// this handle again: see pitfalls/descriptor.c.
static void *open_copy(int fd)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return dlopen(path, MODE);
}

static void *open_handle(struct loaded *loaded, enum load_way way,
                         const char *path)
{
    switch (way) {
    case LOAD_DLMOPEN:
        return open_namespace(path);
    case LOAD_COPY:
        return open_copy(loaded->fd);
    default:
        return dlopen(path, MODE);
    }
}

// Writes "path: reason", and path once if the reason begins with it.
static bool fail(char *why, size_t size, const char *path, const char *reason)
{
    size_t n = strlen(path);
    if (strncmp(reason, path, n) == 0 && reason[n] == ':')
        reason += n + 2;
    snprintf(why, size, "%s: %s", path, reason);
    return false;
}

bool load(struct loaded *loaded, enum load_way way, const char *path, char *why,
          size_t size)
{
    *loaded = (struct loaded){NULL, -1};
    if (load_missing(way) != NULL)
        return fail(why, size, path, load_missing(way));
    if (way == LOAD_COPY && (loaded->fd = copy_file(path)) < 0)
        return fail(why, size, path, strerror(errno));

    loaded->handle = open_handle(loaded, way, path);
    if (loaded->handle != NULL)
        return true;
    fail(why, size, path, dlerror());
    if (loaded->fd >= 0)
        close(loaded->fd);
    return false;
}

void unload(struct loaded *loaded)
{
    dlclose(loaded->handle);
    if (loaded->fd >= 0)
        close(loaded->fd);
    *loaded = (struct loaded){NULL, -1};
}
