// deepbind.c - a host with an allocator of its own, and a plugin that was
// loaded with RTLD_DEEPBIND.
//
// The allocator puts a mark in front of each block. So do tcmalloc, jemalloc
// and the address sanitizer, in their own ways.
//
// Usage:        deepbind plain|deep deepbound.so
// Exit status:  0 the child's end was told, 1 could not, 2 usage.

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pitfalls/child.h"
#include "sensor.h"

#ifndef RTLD_DEEPBIND
int main(void)
{
    fprintf(stderr, "deepbind: not in this C library\n");
    return 1;
}
#else

void *__libc_malloc(size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

enum { ROOM = 16 };  // for the mark; what malloc() returns is so aligned

static void *marked(void *memory)
{
    if (memory == NULL)
        return NULL;
    uint64_t mark[] = {UINT64_MAX - 15, UINT64_MAX - 15};
    memcpy(memory, mark, ROOM);
    return (char *)memory + ROOM;
}

// glibc calls these four, and no longer its own: the program comes first.
void *malloc(size_t size)
{
    return marked(__libc_malloc(size + ROOM));
}

void *calloc(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        return NULL;
    void *block = malloc(count * size);
    return block == NULL ? NULL : memset(block, 0, count * size);
}

void *realloc(void *block, size_t size)
{
    void *memory = block == NULL ? NULL : (char *)block - ROOM;
    return marked(__libc_realloc(memory, size + ROOM));
}

void free(void *block)
{
    if (block != NULL)
        __libc_free((char *)block - ROOM);
}

static void report(double value)
{
    printf("child: report: %.1f\n", value);
}

static int measure(void *sensor)
{
    ((const struct sensor *)sensor)->measure(report);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: deepbind plain|deep SENSOR.so\n");
        return 2;
    }
    int deep = strcmp(argv[1], "deep") == 0 ? RTLD_DEEPBIND : 0;
    void *handle = dlopen(argv[2], RTLD_NOW | deep);
    void *sensor = handle == NULL ? NULL : dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL) {
        fprintf(stderr, "deepbind: %s\n", dlerror());
        return 1;
    }
    return child_run(measure, sensor);
}
#endif
