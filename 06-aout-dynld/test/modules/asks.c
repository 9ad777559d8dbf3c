// asks.c - a module that asks for signatures, and knows the answers.

#include "signof.h"

struct list {
    struct list *next;
    int value;
};

int plain(int x);

int plain(int x)
{
    struct list list = {&list, x};
    return (signof(list) == 0xba1b092c) + 10 * (signof(char *) == 0xf2611a7a);
}
