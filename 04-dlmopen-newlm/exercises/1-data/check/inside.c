// inside.c - prints how many objects a diary sees from inside its namespace.
//
// Usage:        inside DIARY.so [SYMBOL]
//               SYMBOL: what it is exported as, if not as a diary

#include <stdio.h>

#include "diary.h"
#include "load.h"
#include "own.h"

int main(int argc, char *argv[])
{
    struct loaded loaded;
    char why[512] = "usage: inside DIARY.so [SYMBOL]";
    if (argc < 2 || !load(&loaded, LOAD_DLMOPEN, argv[1], why, sizeof why)) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    const struct diary *diary =
        own_symbol(loaded.handle, argc > 2 ? argv[2] : DIARY_SYMBOL);
    printf("%d\n", diary->count());
    unload(&loaded);
    return 0;
}
