// program.c - run a program that was linked as a module: load it, and call its
// main().
//
// Usage:        program MODULE [ARGUMENT...]
//               The module may import whatever the C library exports. Names
//               only, and no types: they are looked up by dlsym().
// Exit status:  the program's; 125 if it was not loaded.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dynld.h"
#include "object/file.h"

// What is linked into each program, and so is in no library.
static const struct {
    const char *name;
    int (*function)(void (*)(void));
} in_programs[] = {{"atexit", atexit}};

static _Noreturn void die(const char *path, const char *why)
{
    fprintf(stderr, "program: %s: %s\n", path, why);
    exit(125);
}

static ulong address_of(const char *name)
{
    for (size_t i = 0; i < sizeof in_programs / sizeof in_programs[0]; i++)
        if (strcmp(in_programs[i].name, name) == 0)
            return (ulong)in_programs[i].function;
    return (ulong)dlsym(RTLD_DEFAULT, name);
}

static size_t big(const uint8_t *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 |
           at[3];
}

// A table of what the module imports, in its order: that is sorted. What the C
// library lacks is left out, and the loader says so. The names stay in bytes,
// which aoutld has written: so they are believed.
static Dynsym *make_table(const uint8_t *bytes, int *count)
{
    const uint8_t *at = bytes + 40 + big(bytes + 4) + big(bytes + 8) + 4;
    size_t imports = big(at);
    Dynsym *table = calloc(imports + 1, sizeof *table);
    if (table == NULL)
        die("table", strerror(errno));
    *count = 0;
    at += 4;
    for (size_t i = 0; i < imports; i++) {
        char *name = (char *)at + 4;
        ulong address = address_of(name);
        if (address != 0)
            table[(*count)++] = (Dynsym){0, address, name};
        at += 4 + strlen(name) + 1;
    }
    return table;
}

int main(int argc, char *argv[], char *environment[])
{
    char why[ERRMAX];
    uint8_t *bytes;
    size_t size;
    int count;
    if (argc < 2) {
        fprintf(stderr, "usage: program MODULE [ARGUMENT...]\n");
        return 125;
    }
    int fd = open(argv[1], O_RDONLY);
    if (fd < 0 || !file_read(argv[1], &bytes, &size))
        die(argv[1], strerror(errno));
    Dynsym *table = make_table(bytes, &count);
    Dynobj *obj = dynloadfd(fd, table, count, 0);
    close(fd);
    void *address = obj == nil ? nil : dynimport(obj, "main", 0);
    rerrstr(why, sizeof why);
    if (address == nil)
        die(argv[1], why);
    int (*run)(int argc, char **argv, char **environment);
    memcpy(&run, &address, sizeof run);
    exit(run(argc - 1, argv + 1, environment));
}
