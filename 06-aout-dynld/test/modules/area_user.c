// area_user.c - the user of a function in another language.

#include "area.h"

int plain(int x);

int plain(int x)
{
    struct point point = {.x = 21, .n = x};
    return (int)area(&point, x + 1);
}
