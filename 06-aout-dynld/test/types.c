// types.c - a bit of every type in few bytes, to be damaged byte by byte (this
// file is compiled, and not linked).

#include "signof.h"

INCOMPLETE(hidden)
struct hidden;
struct node {
    struct node *next;
    const char *name;
    unsigned bits : 3;
    union {
        int table[2][3];
        enum { RED } colour;
    };
    int (*call)(struct hidden *, long, ...);
};

struct node nodes;
unsigned long small(struct node *list, _Bool yes);

unsigned long small(struct node *list, _Bool yes)
{
    return yes ? signof(*list) : 0;
}
