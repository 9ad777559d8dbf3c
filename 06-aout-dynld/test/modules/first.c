// first.c - one half of a module.

#include "halves.h"

int shared;

int choose(void)
{
    return 1;
}

int only_inside(void)
{
    return 10;
}

int first(int x)
{
    shared += x;
    return second(x) + shared * 100;
}
