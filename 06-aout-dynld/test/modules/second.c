// second.c - the other half of first.c.

#include "halves.h"

static const char *const words[] = {"one", "two"};

// The strong one in first.c is meant.
__attribute__((weak)) int choose(void)
{
    return 2;
}

int second(int x)
{
    shared++;
    return choose() + only_inside() + x + words[1][0];
}
