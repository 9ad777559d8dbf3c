// wrap.c - the calls for memory that a test watches, and lets fail.
//
// The linker turns each call of mmap into one of __wrap_mmap, and gives the
// true one the name __real_mmap.

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/wrap.h"

// A page of any machine: behind each mapping, and of no use.
#define GUARD 65536

struct wrap wrap;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
ssize_t __real_read(int fd, void *buf, size_t n);
ssize_t __real_pread(int fd, void *buf, size_t n, off_t at);
ssize_t __real_pread64(int fd, void *buf, size_t n, int64_t at);
void *__real_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __real_munmap(void *at, size_t n);
int __real_mprotect(void *at, size_t n, int prot);
long __real_sysconf(int name);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);
ssize_t __wrap_read(int fd, void *buf, size_t n);
ssize_t __wrap_pread(int fd, void *buf, size_t n, off_t at);
ssize_t __wrap_pread64(int fd, void *buf, size_t n, int64_t at);
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __wrap_munmap(void *at, size_t n);
int __wrap_mprotect(void *at, size_t n, int prot);
long __wrap_sysconf(int name);

static bool fails(const char *name)
{
    if (++wrap.calls != wrap.fail)
        return false;
    wrap.failed = name;
    errno = ENOMEM;
    return true;
}

static void step(int prot)
{
    if ((prot & PROT_WRITE) && (prot & PROT_EXEC))
        wrap.both = true;
    if (wrap.step != NULL)
        wrap.step();
}

void *__wrap_malloc(size_t size)
{
    void *p = fails("malloc") ? NULL : __real_malloc(size);
    wrap.blocks += p != NULL;
    wrap.allocated += size;
    return p;
}

void *__wrap_calloc(size_t n, size_t size)
{
    void *p = fails("calloc") ? NULL : __real_calloc(n, size);
    wrap.blocks += p != NULL;
    wrap.allocated += n * size;
    return p;
}

void *__wrap_realloc(void *p, size_t size)
{
    void *q = fails("realloc") ? NULL : __real_realloc(p, size);
    wrap.blocks += p == NULL && q != NULL;
    wrap.allocated += size;
    return q;
}

void __wrap_free(void *p)
{
    wrap.blocks -= p != NULL;
    __real_free(p);
}

// With MAP_FIXED it replaces a part of what was mapped, and adds nothing.
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
    bool add = (flags & MAP_FIXED) == 0;
    step(prot);
    void *p = MAP_FAILED;
    if (fd != -1 && wrap.refuse != 0)
        errno = wrap.refuse;
    else if (!fails("mmap"))
        p = __real_mmap(at, n + (add ? GUARD : 0), prot, flags, fd, off);
    if (p != MAP_FAILED && add) {
        __real_mprotect((char *)p + n, GUARD, PROT_NONE);
        wrap.mapped += n;
    }
    step(prot);
    return p;
}

int __wrap_munmap(void *at, size_t n)
{
    if (at == NULL)
        abort();
    wrap.mapped -= n;
    return __real_munmap(at, n + GUARD);
}

int __wrap_mprotect(void *at, size_t n, int prot)
{
    step(prot);
    int result = fails("mprotect") ? -1 : __real_mprotect(at, n, prot);
    step(prot);
    return result;
}

static bool read_fails(void *buf, size_t n)
{
    if (wrap.reading != NULL)
        wrap.reading(buf, n);
    if (wrap.interrupt > 0) {
        wrap.interrupt--;
        errno = EINTR;
        return true;
    }
    errno = EIO;
    return wrap.fail_read > 0 && --wrap.fail_read == 0;
}

ssize_t __wrap_read(int fd, void *buf, size_t n)
{
    return read_fails(buf, n) ? -1 : __real_read(fd, buf, n);
}

// Which of these two it is depends on the C library. (musl has no names with 64
// to link with, since 1.2.4.)
#ifdef __GLIBC__
ssize_t __wrap_pread64(int fd, void *buf, size_t n, int64_t at)
{
    return read_fails(buf, n) ? -1 : __real_pread64(fd, buf, n, at);
}
#endif

ssize_t __wrap_pread(int fd, void *buf, size_t n, off_t at)
{
    return read_fails(buf, n) ? -1 : __real_pread(fd, buf, n, at);
}

long __wrap_sysconf(int name)
{
    return wrap.page != 0 ? wrap.page : __real_sysconf(name);
}
