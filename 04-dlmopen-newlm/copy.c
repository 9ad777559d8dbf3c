// copy.c - memfd_create(), the bytes, and a path that no other copy ever had.

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy.h"
#include "unique.h"

// Checks that the file has an end, which /dev/zero and a pipe do not, and that
// the process may write so many bytes: otherwise the kernel sends a signal that
// ends it. Returns 0, or -1 with errno set.
static int check_size(int from)
{
    struct stat file;
    struct rlimit most;
    if (fstat(from, &file) != 0 || getrlimit(RLIMIT_FSIZE, &most) != 0)
        return -1;
    if (S_ISREG(file.st_mode) && (rlim_t)file.st_size <= most.rlim_cur)
        return 0;
    errno = S_ISREG(file.st_mode)   ? EFBIG
            : S_ISDIR(file.st_mode) ? EISDIR
                                    : ENOEXEC;
    return -1;
}

// A write() may take only a part. The next write() then reports the reason.
static int write_all(int to, const char *bytes, size_t left)
{
    while (left > 0) {
        ssize_t n = write(to, bytes, left);
        if (n < 0)
            return -1;
        bytes += n;
        left -= (size_t)n;
    }
    return 0;
}

// Copies the contents of from to to. Returns 0, or -1 with errno set.
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

int copy_file(const char *path)
{
    // O_NONBLOCK, because a pipe would wait for a writer.
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), to = -1;
    if (from >= 0 && check_size(from) == 0)
        // Only /proc shows the name, which may have at most 249 bytes.
        to = memfd_create("copy", MFD_CLOEXEC);
    if (to >= 0 && (copy_bytes(to, from) != 0 || unique_clear(to) < 0)) {
        int reason = errno;
        close(to);
        errno = reason;
        to = -1;
    }
    if (from >= 0)
        close(from);
    return to;
}

// The loader needs a path, and the kernel has one for each open descriptor:
// /proc/self/fd/5. But the loader compares paths before it looks at files, and
// it may still know this path: dlclose() does not always unload, but close()
// always frees the number for the next copy (pitfalls/descriptor.c).
//
// So each copy's path has a spelling of its own. The kernel skips "./" and "/"
// between two names. Here they are the binary digits 1 and 0 of the copy's
// number, lowest first, counted from 0: /proc/self/fd//./5 belongs to copy
// number 2.
void copy_path(char *path, size_t size, int fd)
{
    static atomic_ulong copies;
    size_t end = (size_t)snprintf(path, size, COPY_FOLDER);
    for (unsigned long n = atomic_fetch_add(&copies, 1); n > 0; n /= 2)
        end += (size_t)snprintf(path + end, size - end, n % 2 ? "./" : "/");
    snprintf(path + end, size - end, "%d", fd);
}
