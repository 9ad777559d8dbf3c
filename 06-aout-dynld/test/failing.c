// failing.c - memory that is not there, and files that cannot be read: the nth
// call fails, for every n. Prints TAP.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"
#include "test/wrap.h"

static struct module m;
static uchar *file;
static size_t size;

static bool from_file;  // or from memory

// What the error has to begin with if this call failed, which of its kind: the
// first block of memory is the module's Dynobj. Only text that was
// copied has to be made executable.
static const char *reason_of(const char *call, int which)
{
    if (strcmp(call, "mmap") == 0)
        return "out of memory: cannot map ";
    if (strcmp(call, "mprotect") == 0)
        return which == 0 ? "cannot make text executable: "
                          : "cannot protect the export table: ";
    if (strcmp(call, "realloc") == 0)
        return "out of memory: ";
    return which == 0 ? "can't allocate Dynobj" : "out of memory: ";
}

static bool begins(const char *text, const char *with)
{
    if (strncmp(text, with, strlen(with)) == 0)
        return true;
    fprintf(stderr, "#    got: %s\n# wanted: %s...\n", text, with);
    return false;
}

// Loads once. True if all that was made is gone again, and the error was told
// once, if there was one.
static bool clean(struct source *s, bool *loaded)
{
    long blocks = wrap.blocks;
    Dynobj *o = source_load(s, host_table, HOST_NSYM, 0);
    *loaded = o != NULL;
    dynobjfree(o);
    return wrap.blocks == blocks && wrap.mapped == 0 &&
           err_calls() == !*loaded && (*loaded || s->pipe || s->at == 0);
}

static bool maps_text(void)
{
    return from_file && WORD == 8;
}

// Every call for memory. The second mmap() is that of the file, which is read
// if that fails: memory is there by then. (A compiler may make one calloc() of
// malloc() and zeros.) Returns how many there were, or -1 if something was
// wrong.
static int memory(void)
{
    int others = 0, mmaps = 0, mprotects = maps_text();
    for (int n = 1;; n++) {
        struct source s = {.bytes = file, .n = size, .file = from_file};
        bool loaded;
        wrap.calls = 0;
        wrap.failed = NULL;
        wrap.fail = n;
        bool right = clean(&s, &loaded);
        wrap.fail = 0;
        if (!right)
            return -1;
        if (wrap.failed == NULL)
            return loaded ? n - 1 : -1;
        bool of_file = strcmp(wrap.failed, "mmap") == 0 && ++mmaps == 2;
        if (loaded && maps_text() && of_file)
            continue;
        bool rights = strcmp(wrap.failed, "mprotect") == 0;
        int which = rights ? mprotects++ : others++;
        if (loaded || !begins(err_text(), reason_of(wrap.failed, which)))
            return -1;
    }
}

// Every read. lie is what the failing one returns.
static int reads(long lie)
{
    const char *parts[] = {"header", "text and data",
                           "size of the dynamic section", "dynamic section"};
    for (int n = 1;; n++) {
        struct source s = {
            .bytes = file, .n = size, .fail_read = n, .lie = lie};
        char why[100];
        bool loaded;
        if (!clean(&s, &loaded))
            return -1;
        if (loaded)
            return n - 1;
        if (n > 4)
            return -1;
        snprintf(why, sizeof why, "error reading object file: %s",
                 parts[n - 1]);
        if (strcmp(err_text(), why) != 0)
            return -1;
    }
}

// The module as a file, or in a pipe that has it all.
static int open_module(bool is_pipe)
{
    int ends[2], fd = is_pipe ? -1 : memfd_create("module", 0);
    if (is_pipe && pipe(ends) != 0)
        abort();
    if (write(is_pipe ? ends[1] : fd, file, size) != (ssize_t)size ||
        (!is_pipe && lseek(fd, 0, SEEK_SET) != 0))
        abort();
    if (is_pipe)
        close(ends[1]);
    return is_pipe ? ends[0] : fd;
}

// A signal that is caught makes read() fail with EINTR, and is no error.
static bool interrupted(bool is_pipe)
{
    int fd = open_module(is_pipe);
    wrap.interrupt = 3;
    Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
    bool right = o != NULL && wrap.interrupt == 0;
    dynobjfree(o);
    close(fd);
    return right;
}

// Every read() or pread() of dynloadfd(): the system's reason is told, and the
// offset is where it was. Returns how many there are, or -1.
static int file_reads(bool is_pipe)
{
    for (int n = 1;; n++) {
        char why[ERRMAX];
        int fd = open_module(is_pipe);
        long blocks = wrap.blocks;
        wrap.fail_read = n;
        Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
        bool failed = wrap.fail_read == 0, loaded = o != NULL;
        wrap.fail_read = 0;
        dynobjfree(o);
        bool stays = is_pipe || loaded || lseek(fd, 0, SEEK_CUR) == 0;
        close(fd);
        if (!stays || loaded == failed || wrap.blocks != blocks ||
            wrap.mapped != 0)
            return -1;
        if (loaded)
            return n - 1;
        rerrstr(why, sizeof why);
        if (!begins(why, "error reading object file: ") ||
            strstr(why, strerror(EIO)) == NULL)
            return -1;
    }
}

int main(void)
{
    module_init(&m);
    file = module_write(&m, &size);
    ok(memory() == 5, "the nth call for memory fails: 5 true reasons, no leak");
    ok(reads(-1) == 4, "the nth read fails: the same, 4 times");
    ok(reads(-2) == 4, "... it returns -2");
    ok(interrupted(false) && interrupted(true),
       "... it is interrupted by a signal, and made again");
    ok(reads(1L << 30) == 4, "... it returns more than it was asked for");
    from_file = true;
    ok(memory() == 5, "from a file, the nth call for memory fails: the same,"
                      " and if text cannot be mapped it is read");
    // Text is passed over, or all of it is within what is read at first.
    ok(file_reads(false) == (maps_text() ? 2 : 1) && file_reads(true) == 4,
       "... the nth read fails: 2 of a file, 4 of a pipe, and the true reason");
    from_file = false;
    free(file);

    // No import table is allocated; pages that hold nothing but exports are
    // protected, unless pages are larger than this table.
    module_exports(&m, 700);
    file = module_write(&m, &size);
    int calls = sysconf(_SC_PAGESIZE) == 4096 ? 5 : 4;
    ok(memory() == calls,
       "... with an export table of some pages, and no imports");
    from_file = true;
    ok(memory() == calls, "... the same from a file");
    ok(file_reads(false) == 4, "... the nth read fails: 4 of a larger file");
    from_file = false;
    free(file);

    module_init(&m);
    m.head.syms = m.nsymbols = 600;
    file = module_write(&m, &size);
    bool loaded;
    struct source s = {.bytes = file, .n = size, .fail_seek = 1};
    ok(clean(&s, &loaded) && loaded && s.at == size,
       "the seek over symbols fails: they are read instead");
    s = (struct source){.bytes = file, .n = size - 1, .pipe = true};
    ok(clean(&s, &loaded) && !loaded,
       "the seek back to the start fails: nothing else happens");
    free(file);
    return finish();
}
