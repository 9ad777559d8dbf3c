// source.c - bytes in memory as a file that a module is loaded from.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/source.h"

static _Thread_local int calls;
static _Thread_local char text[256];

long source_read(void *file, void *buf, long nbytes)
{
    struct source *s = file;
    if (s->step != NULL)
        s->step();
    if (nbytes <= 0)
        abort();
    if (nbytes > s->asked)
        s->asked = nbytes;
    if (++s->reads == s->fail_read)
        return s->lie != 0 ? s->lie : -1;
    size_t n = (size_t)nbytes;
    if (s->most > 0 && n > (size_t)s->most)
        n = (size_t)s->most;
    if (s->at >= s->n)
        return 0;
    if (n > s->n - s->at)
        n = s->n - (size_t)s->at;
    memcpy(buf, s->bytes + s->at, n);
    s->at += n;
    return (long)n;
}

// Like a file's, it may go beyond the end.
vlong source_seek(void *file, vlong n, int type)
{
    struct source *s = file;
    if (s->step != NULL)
        s->step();
    if (type != 1)
        abort();
    if (++s->seeks == s->fail_seek || s->pipe || (vlong)s->at + n < 0)
        return -1;
    s->at = (uvlong)((vlong)s->at + n);
    return (vlong)s->at;
}

static void keep(char *why)
{
    calls++;
    snprintf(text, sizeof text, "%s", why == NULL ? "(nil)" : why);
}

// From a file of its own: that of another module may be mapped still.
static Dynobj *load_file(struct source *s, Dynsym *exports, int nexport,
                         ulong maxsize)
{
    char why[ERRMAX];
    int fd = memfd_create("module", 0);
    if (fd < 0 || write(fd, s->bytes, s->n) != (ssize_t)s->n ||
        lseek(fd, (off_t)s->at, SEEK_SET) < 0)
        abort();
    Dynobj *o = dynloadfd(fd, exports, nexport, maxsize);
    s->at = (uvlong)lseek(fd, 0, SEEK_CUR);
    close(fd);
    rerrstr(why, sizeof why);
    if (o == NULL)
        keep(why);
    return o;
}

Dynobj *source_load(struct source *s, Dynsym *exports, int nexport,
                    ulong maxsize)
{
    calls = 0;
    text[0] = '\0';
    if (s->file)
        return load_file(s, exports, nexport, maxsize);
    return dynloadgen(s, source_read, source_seek, keep, exports, nexport,
                      maxsize);
}

int err_calls(void)
{
    return calls;
}

const char *err_text(void)
{
    return text;
}
