// load.c - dlopen(), dlmopen(), and dlopen() of a copy in memory.

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy.h"
#include "load.h"
#include "stays.h"

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

static void *do_nothing(void *unused)
{
    return unused;
}

// An instance may start threads, with its own libc, and our libc does not learn
// of them. Until it has itself started a second thread, our libc skips locks,
// even the loader's (pitfalls/single.c). So this starts one that does nothing.
// Returns 0, or an errno value.
static int expect_threads(void)
{
    static atomic_bool done;
    pthread_t thread;
    if (atomic_load(&done))
        return 0;
    int reason = pthread_create(&thread, NULL, do_nothing, NULL);
    if (reason == 0) {
        pthread_join(thread, NULL);
        atomic_store(&done, true);
    }
    return reason;
}

// LM_ID_NEWLM makes an empty list of link maps, and this file becomes its first
// entry. The loader looks for the file's dependencies in that list only. They
// are not there, so it loads them again, among them a libc. Only the loader
// itself is never loaded twice.
//
// dlmopen() refuses RTLD_GLOBAL here (pitfalls/global_host.c), and nothing is
// lost: the first object of a namespace is its global scope in any case, and
// all later objects look up names there.
static void *open_namespace(const char *path)
{
    return dlmopen(LM_ID_NEWLM, path, MODE);
}

#else

const char *load_missing(enum load_way way)
{
    return way == LOAD_DLMOPEN ? "dlmopen: not in this C library" : NULL;
}

static int expect_threads(void)
{
    return 0;
}

static void *open_namespace(const char *path)
{
    (void)path;  // load() has refused already
    return NULL;
}

#endif

// The descriptor stays open until unload(): a plugin may ask dladdr() for the
// path of its file, and open that.
static void *open_copy(int fd)
{
    char path[COPY_PATH];
    copy_path(path, sizeof path, fd);
    return dlopen(path, MODE);
}

static void *open_any(const struct loaded *loaded, enum load_way way,
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

static void *open_handle(const struct loaded *loaded, enum load_way way,
                         const char *path)
{
    stays_load_begins();
    void *handle = open_any(loaded, way, path);
    stays_load_ends();
    return handle;
}

// Returns reason without the path of a copy, which means nothing to a reader.
static const char *without_copy(const char *reason)
{
    const char *colon = strstr(reason, ": ");
    bool copy = strncmp(reason, COPY_FOLDER, strlen(COPY_FOLDER)) == 0;
    return copy && colon != NULL ? colon + 2 : reason;
}

// Writes "path: reason", with path only once if reason begins with it. If there
// is no room for both, the end of the path is cut, not the reason.
static bool fail(char *why, size_t size, const char *path, const char *reason)
{
    size_t n = strlen(path);
    if (strncmp(reason, path, n) == 0 && reason[n] == ':')
        reason += n + 2;
    size_t needed = strlen(reason) + sizeof ": ";
    size_t room = needed < size ? size - needed : 0;
    snprintf(why, size, "%.*s: %s", (int)(n < room ? n : room), path, reason);
    return false;
}

// The number of instances that stay after unload(), in namespaces or as copies.
static atomic_int stayed;
static const char *_Atomic why_stayed;  // the latest of them

static void count_stayed(const char *why)
{
    atomic_store(&why_stayed, why);
    atomic_fetch_add(&stayed, 1);
}

// The loader says what it has no room for. If instances that stay take up room,
// they are the cause, and the reason must say so.
static void add_cause(char *why, size_t size)
{
    size_t end = strlen(why);
    int n = atomic_load(&stayed);
    if (n > 0 && (strstr(why, "static TLS") != NULL ||
                  strstr(why, "no more namespaces") != NULL))
        snprintf(why + end, size - end, "; %d unloaded instances stay: %s", n,
                 atomic_load(&why_stayed));
}

// Returns why path cannot be a plugin, or NULL if dlopen() is to find out.
// (Given a FIFO, dlopen() would wait until somebody writes to it. A name
// without a slash is left to the loader's search.)
static const char *why_no_file(const char *path)
{
    struct stat file;
    if (strchr(path, '/') == NULL || stat(path, &file) != 0 ||
        S_ISREG(file.st_mode))
        return NULL;
    return S_ISDIR(file.st_mode)    ? "cannot load: it is a folder, not a file"
           : S_ISFIFO(file.st_mode) ? "cannot load: it is a FIFO, not a file"
           : S_ISSOCK(file.st_mode) ? "cannot load: it is a socket, not a file"
                                    : "cannot load: it is a device, not a file";
}

bool load(struct loaded *loaded, enum load_way way, const char *path, char *why,
          size_t size)
{
    *loaded = (struct loaded){NULL, -1};
    if (path[0] == '\0')  // the program itself, to dlopen()
        return fail(why, size, "\"\"",
                    "cannot load: an empty path names no file");
    if (strlen(path) >= PATH_MAX)  // musl's text would have only the path
        return fail(why, size, path, strerror(ENAMETOOLONG));
    if (why_no_file(path) != NULL)
        return fail(why, size, path, why_no_file(path));
    if (load_missing(way) != NULL)
        return fail(why, size, path, load_missing(way));
    if (way == LOAD_COPY && (loaded->fd = copy_file(path)) < 0)
        return fail(why, size, path, strerror(errno));
    int reason = way == LOAD_DLMOPEN ? expect_threads() : 0;
    if (reason != 0)
        return fail(why, size, path, strerror(reason));

    loaded->handle = open_handle(loaded, way, path);
    if (loaded->handle != NULL)
        return true;
    fail(why, size, path, without_copy(dlerror()));
    add_cause(why, size);
    if (loaded->fd >= 0)
        close(loaded->fd);
    return false;
}

const char *unload(struct loaded *loaded)
{
    struct stays stays;
    stays_note(&stays, loaded->handle);
    dlclose(loaded->handle);
    const char *why = stays_why(&stays);
    bool own = loaded->fd >= 0 || !stays.alone;  // dlopen() only counts
    if (loaded->fd >= 0)
        close(loaded->fd);
    *loaded = (struct loaded){NULL, -1};
    if (why != NULL && why != stays_unknown && own)
        count_stayed(why);
    return why;
}
