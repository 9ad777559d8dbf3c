// steps.c - a driver for a debugger to step through, of two objects. Not
// optimised: so every local is where it seems to be.

#include "host/dev.h"
#include "test/modules/steps.h"

extern struct dev stepsdevtab;

static int channel;

static int attach(int number)
{
    channel = number + 1;
    return number < 0 ? -1 : 0;
}

static void measure(void)
{
    int doubled = 2 * channel;
    report(steps_half(doubled));
    channel += 10;
}

// Something for a profiler to see.
static int set(char *text)
{
    for (volatile long i = 0; text[0] == 'b' && i < 40000000; i++)
        ;
    return text[0] == '\0' ? -1 : 0;
}

struct dev stepsdevtab = {"steps", attach, measure, set};
