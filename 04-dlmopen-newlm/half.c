// half.c - a write() that takes half of what it is given, as it may. For
// check.sh, with LD_PRELOAD.

#include <sys/syscall.h>
#include <unistd.h>

__attribute__((visibility("default"))) ssize_t write(int fd, const void *bytes,
                                                     size_t n)
{
    return syscall(SYS_write, fd, bytes, n > 1 ? n / 2 : n);
}
