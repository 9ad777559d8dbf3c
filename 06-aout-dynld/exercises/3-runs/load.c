// load.c - load a module, and say what its words have become.
//
// Usage:        load MODULE
//               Prints each word of data that is not 0: its number, and =WORD
//               if it is the address of a word of data, or the import and the
//               addend, or the bare number.
// Exit status:  0 loaded, 1 refused, 2 usage.

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "dynld.h"

#define ASK 0x10000000ul
#define REPORT 0x20000000ul

static void print_word(const Dynobj *obj, ulong i, uint64_t word)
{
    uint64_t offset = word - (uint64_t)obj->base;
    if (offset >= obj->text && offset < obj->size)
        printf("%lu =%lu\n", i, (ulong)(offset - obj->text) / 8);
    else if (word >= REPORT && word < REPORT + 0x100000)
        printf("%lu report+%lu\n", i, (ulong)(word - REPORT));
    else if (word >= ASK && word < ASK + 0x100000)
        printf("%lu ask+%lu\n", i, (ulong)(word - ASK));
    else
        printf("%lu %lu\n", i, (ulong)word);
}

int main(int argc, char *argv[])
{
    Dynsym exports[] = {{0, ASK, "ask"}, {0, REPORT, "report"}};
    if (argc != 2) {
        fprintf(stderr, "usage: load MODULE\n");
        return 2;
    }
    int fd = open(argv[1], O_RDONLY);
    Dynobj *obj = dynloadfd(fd, exports, 2, 0);
    close(fd);
    if (obj == NULL) {
        char why[ERRMAX];
        rerrstr(why, sizeof why);
        fprintf(stderr, "load: %s\n", why);
        return 1;
    }
    for (ulong i = 0; i < obj->data / 8; i++) {
        uint64_t word;
        memcpy(&word, obj->base + obj->text + 8 * i, 8);
        if (word != 0)
            print_word(obj, i, word);
    }
    dynobjfree(obj);
    return 0;
}
