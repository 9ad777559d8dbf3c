// read.c - bytes of the module's file, always as many as were asked for.
//
// The callbacks are only trusted as far as the manual page goes: read may
// return less than it was asked for, again and again; 0 is the end.

#include "loader.h"

// What one call may be asked for: a long has 4 bytes on 386.
#define AT_ONCE (1L << 30)

bool dyntake(struct job *job, void *buf, uvlong n, const char *what)
{
    for (uvlong done = 0; done < n;) {
        uvlong left = n - done;
        long ask = left < AT_ONCE ? (long)left : AT_ONCE;
        long got = job->read(job->file, (uchar *)buf + done, ask);
        if (got < 0 || got > ask)
            return dynfail(job, "error reading object file: %s", what);
        if (got == 0)
            return dynfail(job,
                           "error reading object file: %s: it ends after %llu "
                           "of %llu bytes",
                           what, done, n);
        job->taken += (uvlong)got;
        done += (uvlong)got;
    }
    return true;
}

// A seek that fails has not moved: it is a pipe, which can only be read.
bool dynskip(struct job *job, uvlong n, const char *what)
{
    uchar buf[512];
    if (n == 0)
        return true;
    if (job->seek(job->file, (vlong)n, 1) != -1) {
        job->taken += n;
        return true;
    }
    while (n > 0) {
        size_t part = n < sizeof buf ? (size_t)n : sizeof buf;
        if (!dyntake(job, buf, part, what))
            return false;
        n -= part;
    }
    return true;
}

uint dynbig4(const uchar *p)
{
    return (uint)p[0] << 24 | (uint)p[1] << 16 | (uint)p[2] << 8 | (uint)p[3];
}
