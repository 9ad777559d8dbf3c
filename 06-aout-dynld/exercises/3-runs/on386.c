// on386.c - relocs.c as it is for 386: what it hands to dynreloc().
//
// Usage:        on386 COUNT BYTE...
//               BYTEs, in hexadecimal: so many relocations
// Exit status:  0 done, 1 refused, 2 usage.

#include <stdio.h>
#include <stdlib.h>

#include "loader/loader.h"

const struct machine dynmachine = {.strict = false, .data_unit = 4};

bool dynreloc(struct job *job, uvlong at, int mode)
{
    (void)job;
    printf("0x%llx mode %d\n", at, mode);
    return true;
}

int main(int argc, char *argv[])
{
    uchar section[256] = {0};
    if (argc < 3 || argc > 200) {
        fprintf(stderr, "usage: on386 COUNT BYTE...\n");
        return 2;
    }
    section[3] = (uchar)atoi(argv[1]);
    for (int i = 2; i < argc; i++)
        section[2 + i] = (uchar)strtoul(argv[i], NULL, 16);
    struct job job = {.next = section, .end = section + 2 + argc};
    if (dynrelocate(&job))
        return 0;
    fprintf(stderr, "on386: %s\n", job.why);
    return 1;
}
