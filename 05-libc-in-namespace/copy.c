// copy.c - fills a memfd with a file, and loads it by its name in /proc.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy.h"
#include "unique.h"

#define FOLDER "/proc/self/fd/"

// Writes all n bytes. Returns 0, or -1 with errno set.
static int write_all(int to, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t written = write(to, bytes, n);
        if (written < 0)
            return -1;
        bytes += written;
        n -= (size_t)written;
    }
    return 0;
}

static int copy_bytes(int to, int from)
{
    char bytes[65536];
    ssize_t n;
    while ((n = read(from, bytes, sizeof bytes)) > 0) {
        if (write_all(to, bytes, (size_t)n) != 0)
            return -1;
    }
    return n < 0 ? -1 : 0;
}

// Checks that the file has an end, which /dev/zero and a pipe do not. Returns
// 0, or -1 with errno set.
static int check_kind(int from)
{
    struct stat file;
    if (fstat(from, &file) != 0)
        return -1;
    if (S_ISREG(file.st_mode))
        return 0;
    errno = S_ISDIR(file.st_mode) ? EISDIR : ENOEXEC;
    return -1;
}

// Returns the descriptor of the copy, or -1 with errno set. The copy has no
// name in any folder: the kernel frees it with its last descriptor and its last
// mapping.
static int copy_file(const char *path)
{
    // O_NONBLOCK, because a pipe would wait for a writer.
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), to = -1;
    if (from >= 0 && check_kind(from) == 0)
        to = memfd_create("copy", MFD_CLOEXEC);
    int reason = errno;
    // All copies would share the unique symbols of C++.
    if (to >= 0 && (copy_bytes(to, from) != 0 || unique_clear(to) < 0)) {
        reason = errno;
        close(to);
        to = -1;
    }
    if (from >= 0)
        close(from);
    errno = reason;
    return to;
}

// The loader needs a path. The kernel has one for each open descriptor.
static void *open_descriptor(int fd, int mode)
{
    char path[32];
    snprintf(path, sizeof path, FOLDER "%d", fd);
    return dlopen(path, mode);
}

// The loader's text usually begins with the copy's name, which means nothing to
// a reader.
static const char *without_name(const char *reason)
{
    const char *colon = strstr(reason, ": ");
    bool named = strncmp(reason, FOLDER, strlen(FOLDER)) == 0;
    return named && colon != NULL ? colon + 2 : reason;
}

bool copy_open(struct copy *copy, const char *path, char *why, size_t size)
{
    *copy = (struct copy){NULL, copy_file(path)};
    if (copy->fd < 0) {
        snprintf(why, size, "%s: %s", path, strerror(errno));
        return false;
    }
    copy->handle = open_descriptor(copy->fd, RTLD_NOW | RTLD_LOCAL);
    if (copy->handle != NULL)
        return true;
    snprintf(why, size, "%s: %s", path, without_name(dlerror()));
    close(copy->fd);
    copy->fd = -1;
    return false;
}

bool copy_close(struct copy *copy)
{
    dlclose(copy->handle);
    void *kept = open_descriptor(copy->fd, RTLD_LAZY | RTLD_NOLOAD);
    if (kept != NULL)
        dlclose(kept);  // RTLD_NOLOAD has counted one more open
    else
        close(copy->fd);
    *copy = (struct copy){NULL, -1};
    return kept == NULL;
}
