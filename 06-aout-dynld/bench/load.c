// load.c - load one small driver, look up its table, unload it again.
//
// The driver's source is the same in all rows. dlopen() is given it twice: as
// nearly all shared objects are linked, with libc (which was loaded before;
// only dlmopen() loads another), in four segments, and with pages that become
// read-only when they are relocated; and as little of that as there can be.
// What lies between the two is the file's, and what is left is the loader's.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "a.out.h"
#include "bench.h"
#include "parts.h"
#include "host/dev.h"

static uchar bytes[65536];
static long size, at;

// Of the driver: header and text, and data, for who does without the loader.
static size_t text_size, data_size;

static void complain(char *text)
{
    die(MODULE, text);
}

static long read_memory(void *file, void *buf, long nbytes)
{
    (void)file;
    long n = nbytes < size - at ? nbytes : size - at;
    memcpy(buf, bytes + at, (size_t)n);
    at += n;
    return n;
}

static vlong seek_memory(void *file, vlong n, int type)
{
    (void)file;
    (void)type;
    at += n;
    return at;
}

static void use(Dynobj *obj)
{
    struct dev *dev;
    if (obj == NULL || dynimport(obj, TABLE, signof(*dev)) == NULL)
        die(MODULE, "cannot load");
    dynobjfree(obj);
}

static void from_file(long times)
{
    while (times-- > 0) {
        int fd = open(MODULE, O_RDONLY);
        use(dynloadfd(fd, _exporttab, nexport, 0));
        close(fd);
    }
}

static void from_memory(long times)
{
    while (times-- > 0) {
        at = 0;
        use(dynloadgen(bytes, read_memory, seek_memory, complain, _exporttab,
                       nexport, 0));
    }
}

// The least: the header read, because it has the sizes; text mapped, with
// memory behind it; data read; and away. The rights are W^X as the loader's
// are.
void least(const char *path, size_t text, size_t data)
{
    uchar header[EXEC_SIZE_LP64];
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, header, sizeof header) < 0)
        die(path, strerror(errno));
    uchar *image =
        mmap(NULL, text + data, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
    if (image == MAP_FAILED ||
        mmap(image + text, data, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED ||
        pread(fd, image + text, data, (off_t)text) < 0)
        die(path, strerror(errno));
    munmap(image, text + data);
    close(fd);
}

static void system_calls(long times)
{
    while (times-- > 0)
        least(MODULE, text_size, data_size);
}

static void use_handle(void *handle)
{
    if (handle == NULL || dlsym(handle, TABLE) == NULL)
        die(OBJECT, dlerror());
    dlclose(handle);
}

static void with_dlopen(long times)
{
    while (times-- > 0)
        use_handle(dlopen(OBJECT, RTLD_NOW | RTLD_LOCAL));
}

static void with_dlopen_bare(long times)
{
    while (times-- > 0)
        use_handle(dlopen(BARE, RTLD_NOW | RTLD_LOCAL));
}

#ifdef LM_ID_NEWLM
static void with_dlmopen(long times)
{
    while (times-- > 0)
        use_handle(dlmopen(LM_ID_NEWLM, OBJECT, RTLD_NOW));
}
#endif

// Once for from_memory(), and once for the sizes.
static void read_module(void)
{
    int fd = open(MODULE, O_RDONLY);
    if (fd < 0 || (size = read(fd, bytes, sizeof bytes)) < 0)
        die(MODULE, strerror(errno));
    close(fd);
    Dynobj *obj = dynloadgen(bytes, read_memory, seek_memory, complain,
                             _exporttab, nexport, 0);
    text_size = EXEC_SIZE_LP64 + obj->text;
    data_size = obj->data;
    dynobjfree(obj);
}

static const struct bench rows[] = {
    {"the bare system calls", system_calls, 100},
    {"dynld, from a file", from_file, 100},
    {"dynld, from memory", from_memory, 100},
    {"dlopen, with libc, 4 segments", with_dlopen, 50},
    {"dlopen, no libc, 2 segments", with_dlopen_bare, 50},
#ifdef LM_ID_NEWLM
    {"dlmopen, with libc", with_dlmopen, 10},
#endif
};

void bench_loads(void)
{
    enum { FLOOR, FROM_FILE, FROM_MEMORY, DLOPEN, BARE_DLOPEN, DLMOPEN };
    int n = dlclose_unloads() ? sizeof rows / sizeof rows[0] : DLOPEN;
    struct bench_result r[sizeof rows / sizeof rows[0]];
    read_module();
    bench_measure(rows, n, r);
    putchar('\n');
    bench_title("ns to load, import one, free");
    for (int i = 0; i < n; i++)
        bench_line(rows[i].name, r[i], r[FLOOR]);

    const char *what = "load from a file";
    double ours = r[FROM_FILE].minimum;
    target(what, ours / r[FLOOR].minimum, "x the system calls", 1.13);
    if (n > BARE_DLOPEN) {
        target(what, ours / r[DLOPEN].minimum, "x dlopen", 0.47);
        target(what, ours / r[BARE_DLOPEN].minimum, "x dlopen, no libc", 0.9);
    }
    if (n > DLMOPEN)
        target(what, ours / r[DLMOPEN].minimum, "x dlmopen", 0.15);
}
