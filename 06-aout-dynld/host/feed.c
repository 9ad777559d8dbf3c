// feed.c - loads a module from a file, from memory, or through a pipe.
//
// The loader knows nothing about files: dynloadgen() gets two functions, read
// and seek, and a pointer for them. dynloadfd() does the same for a descriptor.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "feed.h"

// note() stores the loader's reason there. The err function gets no context, so
// it is a callback of the old kind. This is chapter 2's third way out: a
// variable that is set around the call.
static _Thread_local char *reason;

static void note(char *text)
{
    strncpy(reason, text, ERRMAX - 1);
}

struct memory {
    uchar *bytes;
    long size, at;
};

static long read_memory(void *file, void *buf, long nbytes)
{
    struct memory *memory = file;
    long left = memory->size - memory->at;
    long n = nbytes < left ? nbytes : left;
    memcpy(buf, memory->bytes + memory->at, (size_t)n);
    memory->at += n;
    return n;
}

static vlong seek_memory(void *file, vlong n, int type)
{
    struct memory *memory = file;
    vlong to = type == 1 ? memory->at + n : -1;
    if (to < 0 || to > memory->size)
        return -1;
    memory->at = (long)to;
    return to;
}

static long read_pipe(void *file, void *buf, long nbytes)
{
    return read(*(int *)file, buf, (size_t)nbytes);
}

// A pipe cannot seek, and need not: the loader reads on.
static vlong seek_pipe(void *file, vlong n, int type)
{
    (void)file;
    (void)n;
    (void)type;
    return -1;
}

static Dynobj *from_file(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    Dynobj *obj = dynloadfd(fd, exports, nexport, maxsize);
    if (obj == NULL)
        rerrstr(reason, ERRMAX);
    return obj;
}

static Dynobj *from_memory(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    struct stat status;
    struct memory memory = {0};
    Dynobj *obj = NULL;
    if (fstat(fd, &status) == 0)
        memory.bytes = malloc((size_t)status.st_size + 1);
    if (memory.bytes == NULL) {
        note(strerror(errno));
        return NULL;
    }
    memory.size = read(fd, memory.bytes, (size_t)status.st_size);
    if (memory.size < 0)
        note(strerror(errno));
    else
        obj = dynloadgen(&memory, read_memory, seek_memory, note, exports,
                         nexport, maxsize);
    free(memory.bytes);  // the image is a copy
    return obj;
}

// In the child: copies the file into the pipe, as another program would.
static void write_pipe(int fd, int out)
{
    char block[4096];
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0) {
        if (write(out, block, (size_t)n) != n)
            break;
    }
    _exit(0);
}

static Dynobj *from_pipe(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    int ends[2];
    if (pipe(ends) != 0) {
        note(strerror(errno));
        return NULL;
    }
    pid_t child = fork();
    if (child == 0) {
        // Parent and child share standard input and its one offset. The child's
        // stdio must not move that when the child ends.
        close(STDIN_FILENO);
        close(ends[0]);
        write_pipe(fd, ends[1]);
    }
    close(ends[1]);
    Dynobj *obj = NULL;
    if (child < 0)
        note(strerror(errno));
    else
        obj = dynloadgen(&ends[0], read_pipe, seek_pipe, note, exports, nexport,
                         maxsize);
    close(ends[0]);  // a child that is still writing gets SIGPIPE
    if (child > 0)
        waitpid(child, NULL, 0);
    return obj;
}

Dynobj *feed(const char *path, const char *from, Dynsym *exports, int nexport,
             ulong maxsize, char *why)
{
    memset(why, 0, ERRMAX);
    reason = why;
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        note(strerror(errno));
        return NULL;
    }
    Dynobj *(*way)(int, Dynsym *, int, ulong) = from_file;
    if (strcmp(from, "memory") == 0)
        way = from_memory;
    else if (strcmp(from, "pipe") == 0)
        way = from_pipe;
    Dynobj *obj = way(fd, exports, nexport, maxsize);
    close(fd);
    reason = NULL;
    return obj;
}
