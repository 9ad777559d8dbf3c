// tail.c - a driver that ends in the call of report().
//
// With -O2 the call becomes a jump: the driver's frame is gone before report()
// begins, and report() returns to the host. This is a tail call. The host must
// say that it does not know the caller. The other drivers do something after
// the call; -fno-optimize-sibling-calls would help, too.

#include "host/dev.h"

extern struct dev taildevtab;

static int attach(int channel)
{
    return channel;
}

static void measure(void)
{
    report(21.5);
}

static int set(char *text)
{
    (void)text;
    return -1;
}

struct dev taildevtab = {"tail", attach, measure, set};
