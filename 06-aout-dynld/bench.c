// bench.c - what one load costs: ours, dlopen's, dlmopen's, and the least that
// the system calls cost; and what it costs to find the instance of an address.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Each row of the first table loads one small driver, looks up its table and
// lets go of it again. The driver's source is the same in all of them.

#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bench.h"
#include "dynld.h"

#define MODULE "build/bench_driver.mod"
#define OBJECT "./build/bench_driver.so"
#define TABLE "bench_driverdevtab"

static uchar bytes[65536];
static long size, at;

static void die(const char *what)
{
    fprintf(stderr, "bench: %s: cannot load\n", what);
    exit(1);
}

static void complain(char *text)
{
    die(text);
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
    if (obj == NULL || dynimport(obj, TABLE, 0) == NULL)
        die(MODULE);
    dynobjfree(obj);
}

static void from_file(long times)
{
    while (times-- > 0) {
        int fd = open(MODULE, O_RDONLY);
        use(dynloadfd(fd, NULL, 0, 0));
        close(fd);
    }
}

static void from_memory(long times)
{
    while (times-- > 0) {
        at = 0;
        use(dynloadgen(bytes, read_memory, seek_memory, complain, NULL, 0, 0));
    }
}

// The least: a file of that size into memory, part of it executable, and away.
static void system_calls(long times)
{
    size_t text = 4096, all = 8192;
    while (times-- > 0) {
        int fd = open(MODULE, O_RDONLY);
        uchar *image = mmap(NULL, all, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (fd < 0 || image == MAP_FAILED || read(fd, image, all) < 0)
            die(MODULE);
        mprotect(image, text, PROT_READ | PROT_EXEC);
        munmap(image, all);
        close(fd);
    }
}

static void use_handle(void *handle)
{
    if (handle == NULL || dlsym(handle, TABLE) == NULL)
        die(OBJECT);
    dlclose(handle);
}

static void with_dlopen(long times)
{
    while (times-- > 0)
        use_handle(dlopen(OBJECT, RTLD_NOW | RTLD_LOCAL));
}

#ifdef LM_ID_NEWLM
static void with_dlmopen(long times)
{
    while (times-- > 0)
        use_handle(dlmopen(LM_ID_NEWLM, OBJECT, RTLD_NOW));
}
#endif

static void read_module(void)
{
    int fd = open(MODULE, O_RDONLY);
    if (fd < 0 || (size = read(fd, bytes, sizeof bytes)) < 0)
        die(MODULE);
    close(fd);
}

int main(void)
{
    static const struct bench rows[] = {
        {"the bare system calls", system_calls, 300},
        {"dynld, from a file", from_file, 300},
        {"dynld, from memory", from_memory, 300},
        {"dlopen", with_dlopen, 100},
#ifdef LM_ID_NEWLM
        {"dlmopen, with libc", with_dlmopen, 20},
#endif
    };
    read_module();
    bench_table(rows, sizeof rows / sizeof rows[0], 0);
    return 0;
}
