// missing_import.c - a driver that calls a function that the host lacks.
//
// The host must refuse it with that name, when loading it and not later.

#include "host/dev.h"

extern struct dev missing_importdevtab;

double calibrate(double raw);

static int attach(int channel)
{
    return channel;
}

static void measure(void)
{
    report(calibrate(21.5));
}

static int set(char *text)
{
    (void)text;
    return -1;
}

struct dev missing_importdevtab = {"missing_import", attach, measure, set};
