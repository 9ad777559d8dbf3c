// host.c - try it by hand: start the parts in the files, and stop them.
//
// Usage:        host PART.so...
// Exit status:  0 all were started, 1 something was wrong, 2 usage.

#include <stdio.h>

#include "set.h"

static int failed;

static void complain(const char *text)
{
    fprintf(stderr, "host: %s\n", text);
    failed = 1;
}

int main(int argc, char *argv[])
{
    if (argc < 2 || argc > 1 + SET_MAX) {
        fprintf(stderr, "usage: host PART.so... (at most %d)\n", SET_MAX);
        return 2;
    }
    struct set *set = set_start(argv + 1, (size_t)argc - 1, complain);
    if (set == NULL) {
        fprintf(stderr, "host: out of memory\n");
        return 1;
    }
    set_stop(set);
    return failed;
}
