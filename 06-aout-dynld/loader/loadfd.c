// loadfd.c - load a module from a file descriptor.
//
// A file is read at offsets of our own, and the descriptor's is moved once,
// when all is done. What is asked for in small parts is read ahead: the header;
// and data and the dynamic section, if there is little of them. A pipe has no
// offset, and is read as it comes.

#define _FILE_OFFSET_BITS 64  // 386: offsets beyond 2 GB

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "loader.h"

#define AHEAD 1024

// What dynload() hands back to the callbacks.
struct descriptor {
    int fd;
    int error;  // errno of the read that failed, or 0
    off_t at;   // where in the file we are; -1: it is a pipe

    // The file's bytes from..end were read ahead. A load only goes on: so at is
    // never before from.
    off_t from, end;
    uchar bytes[AHEAD];
};

// From where we are, without going on.
static long read_here(struct descriptor *d, void *buf, size_t n)
{
    long got;
    do
        got = d->at == -1 ? read(d->fd, buf, n) : pread(d->fd, buf, n, d->at);
    while (got == -1 && errno == EINTR);
    if (got == -1)
        d->error = errno;
    return got;
}

static long read_pipe(void *file, void *buf, long nbytes)
{
    return read_here(file, buf, (size_t)nbytes);
}

static vlong seek_pipe(void *file, vlong n, int type)
{
    (void)file, (void)n, (void)type;
    return -1;
}

// A part of what was read ahead, or is now.
static long read_small(struct descriptor *d, void *buf, long nbytes)
{
    if (d->at >= d->end) {
        long got = read_here(d, d->bytes, AHEAD);
        if (got == -1)
            return -1;
        d->from = d->at;
        d->end = d->at + got;
    }
    long left = (long)(d->end - d->at);
    if (nbytes > left)
        nbytes = left;
    memcpy(buf, d->bytes + (d->at - d->from), (size_t)nbytes);
    return nbytes;
}

static long read_file(void *file, void *buf, long nbytes)
{
    struct descriptor *d = file;
    long got = nbytes < AHEAD ? read_small(d, buf, nbytes)
                              : read_here(d, buf, (size_t)nbytes);
    if (got != -1)
        d->at += got;
    return got;
}

static vlong seek_file(void *file, vlong n, int type)
{
    struct descriptor *d = file;
    off_t at;
    (void)type;  // it is 1: from where we are
    if (__builtin_add_overflow(d->at, n, &at))
        return -1;
    return d->at = at;
}

static void set_error(char *text)
{
    werrstr("%s", text);
}

Dynobj *dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    off_t begin = lseek(fd, 0, SEEK_CUR);
    bool is_pipe = begin == -1;
    struct descriptor d = {.fd = fd, .at = begin};
    struct job job = {
        .file = &d,
        .read = is_pipe ? read_pipe : read_file,
        .seek = is_pipe ? seek_pipe : seek_file,
        .exports = exports,
        .nexport = nexport,
        .maxsize = maxsize,
        .fd = is_pipe ? -1 : fd,
        .begin = begin,
    };
    Dynobj *o = dynload(&job, set_error);
    if (!is_pipe)
        lseek(fd, d.at, SEEK_SET);  // behind the module, or where it begins
    if (o == NULL && d.error != 0) {
        char text[ERRMAX];
        rerrstr(text, sizeof text);
        werrstr("%s: %s", text, strerror(d.error));
    }
    return o;
}
