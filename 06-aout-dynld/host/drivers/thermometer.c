// thermometer.c - a driver with two channels, in Celsius or Fahrenheit.
//
// Its settings are globals, as in chapter 3, and nothing in it prepares for
// more than one instance. It need not, because each load makes a copy of its
// own.

#include "host/dev.h"

extern struct dev thermometerdevtab;

static const double hardware[] = {21.5, 12.0, 18.0, 7.5};
static int chosen;
static int fahrenheit;
static volatile unsigned long reports;

static int attach(int channel)
{
    int channels = sizeof hardware / sizeof hardware[0];
    chosen = channel % channels;
    return channel < 0 ? -1 : 0;
}

static void measure(void)
{
    double value = hardware[chosen];
    report(fahrenheit ? value * 9 / 5 + 32 : value);
    reports++;  // after the call: so it is a call, and not a jump
}

static int set(char *text)
{
    if (text[0] != 'C' && text[0] != 'F')
        return -1;
    fahrenheit = text[0] == 'F';
    return 0;
}

struct dev thermometerdevtab = {"thermometer", attach, measure, set};
