// loadfd.c - load a module from a file descriptor.

#define _FILE_OFFSET_BITS 64  // 386: offsets beyond 2 GB

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "loader.h"

// What dynload() hands back to the callbacks.
struct descriptor {
    int fd;
    int error;  // errno of the read that failed, or 0
};

static long read_fd(void *file, void *buf, long nbytes)
{
    struct descriptor *d = file;
    long n;
    do
        n = read(d->fd, buf, (size_t)nbytes);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        d->error = errno;
    return n;
}

static vlong seek_fd(void *file, vlong n, int type)
{
    const struct descriptor *d = file;
    return lseek(d->fd, n, type);  // type 1 is SEEK_CUR
}

static void set_error(char *text)
{
    werrstr("%s", text);
}

Dynobj *dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    struct descriptor d = {.fd = fd};
    struct job job = {
        .file = &d,
        .read = read_fd,
        .seek = seek_fd,
        .exports = exports,
        .nexport = nexport,
        .maxsize = maxsize,
        .fd = fd,
    };
    Dynobj *o = dynload(&job, set_error);
    if (o == NULL && d.error != 0) {
        char text[ERRMAX];
        rerrstr(text, sizeof text);
        werrstr("%s: %s", text, strerror(d.error));
    }
    return o;
}
