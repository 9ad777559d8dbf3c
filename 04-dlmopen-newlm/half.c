// half.c - a write() that writes half of its bytes, as it may. check.sh loads
// it with LD_PRELOAD.

#include <sys/syscall.h>
#include <unistd.h>

__attribute__((visibility("default"))) ssize_t write(int fd, const void *bytes,
                                                     size_t n)
{
    return syscall(SYS_write, fd, bytes, n > 1 ? n / 2 : n);
}
