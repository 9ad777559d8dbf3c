// drive.c - start the parts in the files that are given, and stop them.
//
// Usage:        drive PART.so...
//               Prints how many more files are loaded than at first, between
//               start and stop and after that; complaints go to stderr.
// Exit status:  0 done, 1 set_start() returned NULL, 2 usage.

#include <link.h>
#include <stdio.h>

#include "set.h"

static int count_one(struct dl_phdr_info *info, size_t size, void *count)
{
    (void)info;
    (void)size;
    ++*(int *)count;
    return 0;
}

// Returns how many files are loaded now.
static int loaded(void)
{
    int count = 0;
    dl_iterate_phdr(count_one, &count);
    return count;
}

static void complain(const char *text)
{
    fprintf(stderr, "%s\n", text);
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: drive PART.so...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    int before = loaded();
    struct set *set = set_start(argv + 1, (size_t)argc - 1, complain);
    if (set == NULL)
        return 1;
    printf("loaded: %d\n", loaded() - before);
    set_stop(set);
    printf("in the end: %d\n", loaded() - before);
    return 0;
}
