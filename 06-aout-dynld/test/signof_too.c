// signof_too.c - the other half of signof.c.

#include <stdio.h>

#include "test/of_one.h"

void print_others(void)
{
    printf("too: in a header %08lx\n", of_one());
    printf("too: double %08lx\n", signof(double));
}
