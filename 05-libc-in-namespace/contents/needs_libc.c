// needs_libc.c - a plugin that needs libc, and names it.
//
// An ordinary plugin: the compiler links it with libc, and the linker records
// that in the file (DT_NEEDED libc.so.6).

#include <stdlib.h>

#include "contents/look.h"

static volatile int looked, at_home;

void look(walk_fn *walk, visit_fn *visit)
{
    at_home = getenv("HOME") != NULL;  // any function of libc would do
    walk(visit, 0);
    looked++;
}
