// checked.c - does what first.c does, with the loader of this chapter.
//
// Usage:        checked MODULE
// Exit status:  0 loaded and called, 1 refused, and none of its code has run.

#include <fcntl.h>
#include <stdio.h>

#include "dynld.h"

// What modules may import. aoutld -x has put it into _exporttab.
void say(const char *words);

void say(const char *words)
{
    puts(words);
}

int main(int argc, char *argv[])
{
    int fd = open(argv[argc - 1], O_RDONLY);
    Dynobj *obj = dynloadfd(fd, _exporttab, dyntabsize(_exporttab), 1 << 20);
    int (*hello)(void) = nil;
    if (obj != nil)
        hello = (int (*)(void))(ulong)dynimport(obj, "hello", signof(*hello));
    if (hello == nil) {
        char why[ERRMAX];
        rerrstr(why, sizeof why);
        fprintf(stderr, "checked: %s\n", why);
        return 1;
    }
    printf("hello() returned %d\n", hello());
    dynobjfree(obj);
    return 0;
}
