// nomem.c - makes one of the host's calls for memory fail.
//
// This is not a program: build/nomem/host is the host, linked once more with
// this file. The linker turns each call of malloc() in the host's objects into
// one of __wrap_malloc(), and names the real function __real_malloc() (--wrap,
// in the Makefile). The host's sources stay as they are, and so do the calls of
// the C library and of plugins.
//
// Environment:  NOMEM=3: the third call fails; without it none does.
// At exit it prints on stderr what was not given back.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int calls;
static int blocks, mappings, descriptors;  // in use

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void __real_free(void *block);
void *__real_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __real_munmap(void *at, size_t n);
int __real_mprotect(void *at, size_t n, int prot);
int __real_memfd_create(const char *name, unsigned flags);
ssize_t __real_write(int fd, const void *bytes, size_t n);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void __wrap_free(void *block);
void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int __wrap_munmap(void *at, size_t n);
int __wrap_mprotect(void *at, size_t n, int prot);
int __wrap_memfd_create(const char *name, unsigned flags);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);

static int fails(void)
{
    const char *chosen = getenv("NOMEM");
    if (chosen == NULL || ++calls != atoi(chosen))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *__wrap_malloc(size_t size)
{
    void *block = fails() ? NULL : __real_malloc(size);
    blocks += block != NULL;
    return block;
}

void *__wrap_calloc(size_t n, size_t size)
{
    void *block = fails() ? NULL : __real_calloc(n, size);
    blocks += block != NULL;
    return block;
}

void __wrap_free(void *block)
{
    blocks -= block != NULL;
    __real_free(block);
}

void *__wrap_mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
    if (fails())
        return MAP_FAILED;
    void *mapped = __real_mmap(at, n, prot, flags, fd, off);
    mappings += mapped != MAP_FAILED;
    return mapped;
}

int __wrap_munmap(void *at, size_t n)
{
    mappings--;
    return __real_munmap(at, n);
}

int __wrap_mprotect(void *at, size_t n, int prot)
{
    return fails() ? -1 : __real_mprotect(at, n, prot);
}

// A memfd is memory, too, and so is what the host writes to it.
int __wrap_memfd_create(const char *name, unsigned flags)
{
    return fails() ? -1 : __real_memfd_create(name, flags);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t n)
{
    return fails() ? -1 : __real_write(fd, bytes, n);
}

static int open_descriptors(void)
{
    int n = 0;
    for (int fd = 0; fd < 64; fd++)
        n += fcntl(fd, F_GETFD) != -1;
    return n;
}

__attribute__((constructor)) static void begin(void)
{
    descriptors = -open_descriptors();
}

__attribute__((destructor)) static void end(void)
{
    descriptors += open_descriptors();
    if (blocks != 0 || mappings != 0 || descriptors != 0)
        fprintf(stderr, "nomem: left: %d blocks, %d mappings, %d files\n",
                blocks, mappings, descriptors);
}
