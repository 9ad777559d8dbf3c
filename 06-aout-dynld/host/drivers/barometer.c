// barometer.c - a driver with one channel and no settings, in hectopascals.

#include "host/dev.h"

extern struct dev barometerdevtab;

static volatile unsigned long reports;

static int attach(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(void)
{
    report(1013.2);
    reports++;  // after the call: so it is a call, and not a jump
}

static int set(char *text)
{
    (void)text;
    return -1;
}

struct dev barometerdevtab = {"barometer", attach, measure, set};
