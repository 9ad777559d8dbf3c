// inspect.c - say what a module wants that a host does not have.
//
// Usage:        inspect MODULE TABLE
//               A line of TABLE is a signature and a name, as "syms" of the
//               chapter's host prints them behind "host exports".
// Exit status:  0 all imports can be satisfied, 1 some cannot, 2 the module or
//               the table is damaged, or wrong usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wants.h"

#define MAX_SYMBOLS 4000

static int damaged(const char *path, const char *reason)
{
    fprintf(stderr, "inspect: %s: %s\n", path, reason);
    return 2;
}

// Returns size bytes that end where a page ends; the next one cannot be read:
// who reads behind the end of the file crashes, and does not read zeros by
// chance. Returns NULL if there is no memory. It is there until the end.
static uchar *room_for(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t whole = (size + page - 1) / page * page;
    uchar *map = mmap(NULL, whole + page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED || mprotect(map + whole, page, PROT_NONE) != 0)
        return NULL;
    return map + whole - size;
}

// Returns the bytes of the file, or NULL.
static uchar *read_file(const char *path, size_t *size)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    uchar *bytes = NULL;
    if (fstat(fileno(file), &status) == 0) {
        *size = (size_t)status.st_size;
        bytes = room_for(*size);
    }
    if (bytes != NULL && fread(bytes, 1, *size, file) != *size)
        bytes = NULL;
    fclose(file);
    return bytes;
}

static int by_name(const void *left, const void *right)
{
    const Dynsym *a = left, *b = right;
    return strcmp(a->name, b->name);
}

// Returns how many symbols there are, or -1.
static int read_table(const char *path, Dynsym *table)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return -1;
    int n = 0;
    char name[256];
    while (n < MAX_SYMBOLS &&
           fscanf(file, "%lx %255s", &table[n].sig, name) == 2) {
        table[n].name = strdup(name);
        if (table[n].name == NULL)
            break;
        n++;
    }
    int read_all = feof(file);
    fclose(file);
    qsort(table, (size_t)n, sizeof *table, by_name);
    return read_all ? n : -1;
}

static int report(const char *path, int unsatisfied, int nimport)
{
    if (unsatisfied < -1)
        return damaged(path, "wants() has returned less than -1");
    if (unsatisfied < 0)
        return damaged(path, "not a module, or a damaged one");
    if (unsatisfied == 0)
        printf("all %d imports can be satisfied\n", nimport);
    else
        printf("%d of %d imports cannot be satisfied\n", unsatisfied, nimport);
    return unsatisfied == 0 ? 0 : 1;
}

int main(int argc, char *argv[])
{
    static Dynsym table[MAX_SYMBOLS];
    size_t size;
    if (argc != 3) {
        fprintf(stderr, "usage: inspect MODULE TABLE\n");
        return 2;
    }
    int ntable = read_table(argv[2], table);
    if (ntable < 0)
        return damaged(argv[2], "it cannot be read as a table");
    uchar *file = read_file(argv[1], &size);
    if (file == NULL)
        return damaged(argv[1], "it cannot be read");
    int nimport;
    int unsatisfied = wants(file, size, table, ntable, &nimport);
    int status = report(argv[1], unsatisfied, nimport);
    for (int i = 0; i < ntable; i++)
        free(table[i].name);
    return status;
}
