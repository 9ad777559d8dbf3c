// alone.c - a plugin that needs no library: it is linked with -nostdlib.

#include "contents/look.h"

static volatile int looked;

void look(walk_fn *walk, visit_fn *visit)
{
    walk(visit, 0);
    looked++;  // after the call: so it is a call, and not a jump
}
