// inlined_report.c - a callback in a file of its own. With -flto, the linker's
// compiler can put its body into a caller of the same program all the same.

#include <stdio.h>

#include "caller.h"
#include "linkmap.h"
#include "pitfalls/inlined.h"

#ifdef CURED
#define ALONE __attribute__((noinline))
#else
#define ALONE
#endif

ALONE void report(double value)
{
    printf("report of %.1f: code in %s\n", value, linkmap_file(CALLER()));
}
