// address.c - in which file does dladdr() say that qsort() is?
//
// Usage:        address
// Exit status:  0 done, 1 dladdr() does not know it.
//
// A program that cannot be moved (-no-pie) takes a function's address as a
// number in its code. So a piece of the program, which jumps to libc's
// function, has to be that address. The Makefile builds it in both ways.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    void (*function)(void *, size_t, size_t,
                     int (*)(const void *, const void *)) = qsort;
    void *address;
    Dl_info info;
    memcpy(&address, &function, sizeof address);
    if (dladdr(address, &info) == 0)
        return 1;
    const char *slash = strrchr(info.dli_fname, '/');
    printf("qsort() is in %s\n", slash == NULL ? info.dli_fname : slash + 1);
    return 0;
}
