// perf.c - dynperf(): names for perf, in the file where it looks for those of
// compilers at run time.
//
// A line is "START SIZE name", in hexadecimal. perf reads the file when it
// reports, and it knows of no time: so a name stays when its module is gone, or
// the samples taken in it would have none. It goes when a module comes to lie
// there: of two names for one place perf takes the older.
//
// perf looks there for code in anonymous memory only. Text that is the file's
// own pages (mapped.c) has a name for it, that of the file, in which it finds
// no symbols. So text becomes a copy first.

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "a.out.h"
#include "loader/debug/debug.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static FILE *map;
static pid_t owner;  // a child that was forked has no part in its parent's map
static bool kept;    // it stays when the program ends
static char path[40];
static bool gone;  // some module, whose names are still there

static void remove_map(void)
{
    if (map != NULL && owner == getpid() && !kept)
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
    int fd =
        open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd == -1 || (map = fdopen(fd, "w+")) == NULL) {
        werrstr("%s: %s", path, strerror(errno));
        if (fd != -1)
            close(fd);
        return false;
    }
    owner = getpid();
    kept = keep != 0;
    if (!keep && !at_exit)
        at_exit = atexit(remove_map) == 0;
    return true;
}

// Copies the lines that are not about the module's text.
static void copy_others(const Dynobj *o, FILE *to)
{
    char line[1024];
    bool begins = true, keep = true;
    rewind(map);
    while (fgets(line, sizeof line, map) != NULL) {
        if (begins)
            keep = strtoul(line, NULL, 16) - (ulong)o->base >= o->text;
        begins = strchr(line, '\n') != NULL;  // or the line is longer than that
        if (keep)
            fputs(line, to);
    }
}

// Takes out the names of what was there before.
static bool make_way(const Dynobj *o)
{
    char *text = NULL;
    size_t size;
    FILE *others = gone ? open_memstream(&text, &size) : NULL;
    if (others != NULL) {
        copy_others(o, others);
        if (fclose(others) == 0) {
            rewind(map);
            fwrite(text, 1, size, map);
            fflush(map);
            if (ftruncate(fileno(map), (off_t)size) == 0)
                others = NULL;
        }
        free(text);
    }
    fseek(map, 0, SEEK_END);
    if (gone && text == NULL)
        werrstr("out of memory");
    return !gone || text != NULL;
}

// Text as anonymous memory, at the same address. What may be refused is asked
// for before anything changes. perf hears of memory when it becomes executable.
static bool copy_text(const Dynobj *o)
{
    struct loaded *module = (struct loaded *)o;
    size_t size = (size_t)(o->base + o->text - module->map);
    void *copy = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED) {
        werrstr("cannot copy text: %s", strerror(errno));
        return false;
    }
    memcpy(copy, module->map, size);
    if (mprotect(copy, size, PROT_READ | PROT_EXEC) != 0 ||
        mprotect(copy, size, PROT_READ) != 0 ||
        mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, module->map) ==
            MAP_FAILED) {
        werrstr("cannot copy text: %s", strerror(errno));
        munmap(copy, size);
        return false;
    }
    __builtin___clear_cache((char *)module->map, (char *)module->map + size);
    return mprotect(module->map, size, PROT_READ | PROT_EXEC) == 0;
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

static bool put_names(const Dynobj *o, const struct symfile *files)
{
    if (files == NULL)
        put_exports(o);
    for (; files != NULL; files = files->next)
        dynfunctions(files, files->shared ? (ulong)o->base - EXEC_SIZE_LP64 : 0,
                     put, NULL);
    if (fflush(map) == 0)
        return true;
    werrstr("%s: %s", path, strerror(errno));
    return false;
}

static void forget(struct hook *hook, Dynobj *o)
{
    (void)o;
    pthread_mutex_lock(&lock);
    gone = true;
    pthread_mutex_unlock(&lock);
    free(hook);
}

int dynperf(Dynobj *o, const char *list, int keep)
{
    struct symfile *files = NULL;
    if (dynhooked(o, forget)) {
        werrstr("perf knows the module already");
        return -1;
    }
    if (list != NULL && (files = dynsymfiles(o, list)) == NULL)
        return -1;
    struct hook *hook = malloc(sizeof *hook);
    if (hook == NULL)
        werrstr("out of memory");
    pthread_mutex_lock(&lock);
    bool done = hook != NULL && open_map(keep) && make_way(o) && copy_text(o) &&
                put_names(o, files);
    pthread_mutex_unlock(&lock);
    dynfreesymfiles(files);
    if (done)
        dynhook(o, hook, forget);
    else
        free(hook);
    return done ? 0 : -1;
}
