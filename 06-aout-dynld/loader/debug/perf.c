// perf.c - dynperf(): names for perf, in the file where it looks for those of
// compilers at run time.
//
// A line is "START SIZE name", in hexadecimal. perf reads the file when it
// reports, and it knows of no time: so a name stays when its module is gone, or
// the samples taken in it would have none. If another module is loaded at that
// place later, both have names there, and perf takes either.

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "a.out.h"
#include "loader/debug/debug.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static FILE *map;
static pid_t owner;  // a child that was forked has no part in its parent's map
static char path[40];

static void remove_map(void)
{
    if (map != NULL && owner == getpid())
        unlink(path);
}

// /tmp is for all: what somebody else has put there under this name, a link
// say, must not be followed or written to. What we may remove is our own, of a
// process long gone that had this number.
static bool open_map(int keep)
{
    static bool at_exit;
    if (map != NULL && owner == getpid())
        return true;
    snprintf(path, sizeof path, "/tmp/perf-%ld.map", (long)getpid());
    unlink(path);
    int fd = open(
        path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_APPEND,
        0600);
    if (fd == -1 || (map = fdopen(fd, "w")) == NULL) {
        werrstr("%s: %s", path, strerror(errno));
        if (fd != -1)
            close(fd);
        return false;
    }
    owner = getpid();
    if (!keep && !at_exit)
        at_exit = atexit(remove_map) == 0;
    return true;
}

static void put(void *context, const char *name, ulong addr, ulong size)
{
    (void)context;
    fprintf(map, "%lx %lx ", addr, size);
    for (; *name != '\0'; name++)
        fputc(*name > ' ' && *name <= '~' ? *name : '?', map);
    fputc('\n', map);
}

// An export has no size: the next one, or text, ends it. Those that are not
// functions lie outside of text.
static void put_exports(const Dynobj *o)
{
    for (int i = 0; i < o->nexport; i++) {
        ulong at = o->export[i].addr, end = (ulong)o->base + o->text;
        for (int j = 0; j < o->nexport; j++)
            if (o->export[j].addr > at && o->export[j].addr < end)
                end = o->export[j].addr;
        if (at < (ulong)o->base + o->text)
            put(NULL, o->export[i].name, at, end - at);
    }
}

int dynperf(Dynobj *o, const char *list, int keep)
{
    struct symfile *files = NULL;
    if (list != NULL && (files = dynsymfiles(o, list)) == NULL)
        return -1;
    pthread_mutex_lock(&lock);
    bool opened = open_map(keep), written = opened;
    if (opened && files == NULL)
        put_exports(o);
    for (struct symfile *f = files; opened && f != NULL; f = f->next)
        dynfunctions(f, f->shared ? (ulong)o->base - EXEC_SIZE_LP64 : 0, put,
                     NULL);
    if (opened && fflush(map) != 0) {
        werrstr("%s: %s", path, strerror(errno));
        written = false;
    }
    pthread_mutex_unlock(&lock);
    dynfreesymfiles(files);
    return written ? 0 : -1;
}
