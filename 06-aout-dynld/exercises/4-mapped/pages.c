// pages.c - the system's memory as image.c sees it, and what it has asked for.
//
// The calls of image.c come here (-Wl,--wrap). So the check can have larger
// pages than this machine has, a file system without exec, no memory, and a
// pipe that has a few bytes each time, and sometimes one.

#include "pages.h"

#include <errno.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#define AREAS_MAX 64

static struct pages now;
static size_t page;
static int calls;
static bool both;

// What mmap() has given, in order.
static struct area {
    unsigned char *from;
    size_t size;
    bool is_file;
} areas[AREAS_MAX];
static int nareas;

void *__real_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset);
int __real_munmap(void *at, size_t size);
ssize_t __real_read(int fd, void *to, size_t n);
int __real_mprotect(void *at, size_t size, int rights);
long __real_sysconf(int name);
unsigned long __real_getauxval(unsigned long type);

void *__wrap_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset);
void *__wrap_mmap64(void *at, size_t size, int rights, int flags, int fd,
                    off_t offset);
int __wrap_munmap(void *at, size_t size);
ssize_t __wrap_read(int fd, void *to, size_t n);
int __wrap_mprotect(void *at, size_t size, int rights);
long __wrap_sysconf(int name);
int __wrap_getpagesize(void);
unsigned long __wrap_getauxval(unsigned long type);

void pages_begin(const struct pages *system)
{
    now = *system;
    page = now.times * (size_t)__real_sysconf(_SC_PAGESIZE);
    calls = nareas = 0;
    both = false;
}

int pages_calls(void)
{
    return calls;
}

bool pages_both(void)
{
    return both;
}

// mincore() fails for a page that is not mapped. Of a large area not every page
// is tried.
static bool is_left(const struct area *area)
{
    size_t real = (size_t)__real_sysconf(_SC_PAGESIZE);
    size_t step = real * (1 + area->size / real / 1024);
    unsigned char in_memory;
    for (size_t n = 0; n < area->size; n += step)
        if (mincore(area->from + n, real, &in_memory) == 0)
            return true;
    return false;
}

bool pages_left(void)
{
    for (int i = 0; i < nareas; i++)
        if (is_left(&areas[i]))
            return true;
    return false;
}

static bool is_page(uintptr_t n)
{
    return n % page == 0;
}

static size_t whole_pages(size_t size)
{
    return (size + page - 1) / page * page;
}

// Counts a call. Returns the error with which it fails, or 0.
static int call(int rights)
{
    both = both || (rights & PROT_WRITE && rights & PROT_EXEC);
    calls++;
    if (calls == now.fails || (now.stays && now.fails && calls > now.fails))
        return ENOMEM;
    return 0;
}

// Memory that begins where a page does, to be mapped over; or MAP_FAILED.
static unsigned char *reserve(size_t size)
{
    unsigned char *from = __real_mmap(NULL, size + page, PROT_NONE,
                                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (from == MAP_FAILED)
        return from;
    size_t front = page - (uintptr_t)from % page;
    __real_munmap(from, front);
    if (front < page)
        __real_munmap(from + front + size, page - front);
    return from + front;
}

static void *map(void *at, size_t size, int rights, int flags, int fd,
                 off_t offset)
{
    bool fixed = (flags & MAP_FIXED) != 0;
    unsigned char *to = fixed ? at : reserve(size);
    if (to == MAP_FAILED)
        return to;
    void *got = __real_mmap(to, size, rights, flags | MAP_FIXED, fd, offset);
    int error = errno;
    if (got == MAP_FAILED && !fixed)
        __real_munmap(to, size);
    if (got != MAP_FAILED && nareas < AREAS_MAX)
        areas[nareas++] = (struct area){to, size, !(flags & MAP_ANONYMOUS)};
    errno = error;
    return got;
}

void *__wrap_mmap(void *at, size_t size, int rights, int flags, int fd,
                  off_t offset)
{
    bool is_file = !(flags & MAP_ANONYMOUS);
    int error = call(rights);
    if (error == 0 && (size == 0 || (is_file && !is_page((uintptr_t)offset)) ||
                       (flags & MAP_FIXED && !is_page((uintptr_t)at))))
        error = EINVAL;
    if (error == 0 && is_file && now.noexec && rights & PROT_EXEC)
        error = EPERM;
    if (error == 0)
        return map(at, whole_pages(size), rights, flags, fd, offset);
    errno = error;
    return MAP_FAILED;
}

void *__wrap_mmap64(void *at, size_t size, int rights, int flags, int fd,
                    off_t offset)
{
    return __wrap_mmap(at, size, rights, flags, fd, offset);
}

int __wrap_munmap(void *at, size_t size)
{
    if (is_page((uintptr_t)at))
        return __real_munmap(at, whole_pages(size));
    errno = EINVAL;
    return -1;
}

// Was it last mapped from a file?
static bool of_file(const unsigned char *at)
{
    for (int i = nareas; i-- > 0;)
        if (at >= areas[i].from && at < areas[i].from + areas[i].size)
            return areas[i].is_file;
    return false;
}

int __wrap_mprotect(void *at, size_t size, int rights)
{
    int error = call(rights);
    if (error == 0 && !is_page((uintptr_t)at))
        error = EINVAL;
    if (error == 0 && now.noexec && rights & PROT_EXEC && of_file(at))
        error = EACCES;
    if (error == 0)
        return __real_mprotect(at, whole_pages(size), rights);
    errno = error;
    return -1;
}

long __wrap_sysconf(int name)
{
    return name == _SC_PAGESIZE ? (long)page : __real_sysconf(name);
}

int __wrap_getpagesize(void)
{
    return (int)page;
}

unsigned long __wrap_getauxval(unsigned long type)
{
    return type == AT_PAGESZ ? page : __real_getauxval(type);
}

ssize_t __wrap_read(int fd, void *to, size_t n)
{
    static size_t has = 1;
    int error = errno;
    if (lseek(fd, 0, SEEK_CUR) == -1) {
        has = has == 1 ? 1500 : 1;
        n = n < has ? n : has;
    }
    errno = error;
    return __real_read(fd, to, n);
}
