// changed.c - what becomes of a module when its file is written to, or cut
// short, while it is loaded. Prints TAP.
//
// Text that is mapped shows what the file shows, or is gone with it. Data was
// read, and so was all of what dynloadgen() loads. Nothing here is called.

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"

#define LP64 (WORD == 8)

static struct module m;
static uchar *bytes;
static size_t size;
static int fd;

static void store(void)
{
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
        write(fd, bytes, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
}

static long read_file(void *file, void *buf, long n)
{
    (void)file;
    return read(fd, buf, (size_t)n);
}

static vlong seek_file(void *file, vlong n, int type)
{
    (void)file;
    return lseek(fd, (off_t)n, type);
}

static void give_up(char *text)
{
    (void)text;
    abort();
}

static Dynobj *load(bool copied)
{
    store();
    Dynobj *o = copied ? dynloadgen(NULL, read_file, seek_file, give_up,
                                    host_table, HOST_NSYM, 0)
                       : dynloadfd(fd, host_table, HOST_NSYM, 0);
    if (o == NULL)
        abort();
    return o;
}

// The byte of the image at that place; the compiler is not to know it already.
static uchar look(const Dynobj *o, ulong at)
{
    return ((volatile uchar *)o->base)[at];
}

// Writes 0x5a to a place of text, and to one of data. Returns what is seen of
// these.
static const char *written(bool copied)
{
    ulong at = m.head.text - 8, data = m.counter;
    ulong header = LP64 ? EXEC_SIZE_LP64 : EXEC_SIZE;
    Dynobj *o = load(copied);
    if (pwrite(fd, "\x5a", 1, (off_t)(header + at)) != 1 ||
        pwrite(fd, "\x5a", 1, (off_t)(header + data)) != 1)
        abort();
    bool text_new = look(o, at) == 0x5a, data_new = look(o, data) == 0x5a;
    dynobjfree(o);
    return data_new ? "data has changed" : text_new ? "text has" : "nothing";
}

static void on_sigbus(int signal)
{
    (void)signal;
    _exit(3);
}

// In a child, because it may end there: how it does.
static const char *cut(bool copied)
{
    Dynobj *o = load(copied);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGBUS, on_sigbus);
        alarm(10);
        if (ftruncate(fd, 0) != 0 || look(o, m.counter) != 0)
            _exit(1);
        _exit(look(o, 0) == m.image[0] ? 0 : 2);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child)
        abort();
    dynobjfree(o);
    return !WIFEXITED(status)         ? "a signal"
           : WEXITSTATUS(status) == 3 ? "SIGBUS"
           : WEXITSTATUS(status) == 0 ? "as before"
                                      : "wrong";
}

int main(void)
{
    module_init(&m);
    bytes = module_write(&m, &size);
    fd = memfd_create("module", 0);
    if (fd < 0)
        abort();
    is(written(false), LP64 ? "text has" : "nothing",
       "a file is written to: text that is mapped changes, data does not");
    is(written(true), "nothing",
       "... what dynloadgen() loaded does not change");
    is(cut(false), LP64 ? "SIGBUS" : "as before",
       "a file is cut short: text that is mapped is gone, data is not");
    is(cut(true), "as before", "... what dynloadgen() loaded is all there");
    free(bytes);
    close(fd);
    return finish();
}
