// wrong_name.c - a driver whose table is not named after its file.
//
// It loads, but it has no wrong_namedevtab: the host must unload it again.

#include "host/dev.h"

extern struct dev otherdevtab;

static int attach(int channel)
{
    return channel;
}

static void measure(void)
{
    report(0);
}

static int set(char *text)
{
    (void)text;
    return -1;
}

struct dev otherdevtab = {"other", attach, measure, set};
