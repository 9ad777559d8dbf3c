// keeper.c - a plugin that prints each number, and writes it into a file.
//
// It uses the libc of its own namespace: printf() and fprintf(), as everybody
// does, and never fflush(). The check draws another WORD each time.

#include <stdio.h>
#include <unistd.h>

#include "diary.h"

#if __has_include("word.h")
#include "word.h"
#else
#define WORD "keeper"
#endif

static FILE *file;
static int count;

static int open_file(const char *path)
{
    file = fopen(path, "w");
    return file == NULL ? -1 : 0;
}

static int note(int number)
{
    printf("%s: %d\n", WORD, number);
    fprintf(file, "%d %s\n", number, WORD);
    count++;
    if (number == 0)
        _exit(7);  // writes nothing that is still in a buffer
    return count;
}

__attribute__((visibility("default"))) const struct diary diary = {
    .open = open_file,
    .note = note,
};
