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

#include "bench.h"
#include "parts.h"
#include "host/dev.h"

static uchar bytes[65536];
static long size, at;

// The driver's image, for who has to do without the loader.
static size_t text_size, image_size;

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

// The least: that file into memory, its text made executable, and away. The
// rights are W^X as the loader's are.
static void system_calls(long times)
{
    while (times-- > 0) {
        int fd = open(MODULE, O_RDONLY);
        uchar *image = mmap(NULL, image_size, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (fd < 0 || image == MAP_FAILED || read(fd, image, image_size) < 0 ||
            mprotect(image, text_size, PROT_READ | PROT_EXEC) != 0)
            die(MODULE, strerror(errno));
        munmap(image, image_size);
        close(fd);
    }
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
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    text_size = (obj->text + page - 1) / page * page;
    image_size = text_size + obj->data + obj->bss;
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
    target(what, ours / r[FLOOR].minimum, "x the system calls", 1.5);
    if (n > BARE_DLOPEN) {
        target(what, ours / r[DLOPEN].minimum, "x dlopen", 0.7);
        target(what, ours / r[BARE_DLOPEN].minimum, "x dlopen, no libc", 1.2);
    }
    if (n > DLMOPEN)
        target(what, ours / r[DLMOPEN].minimum, "x dlmopen", 0.15);
}
