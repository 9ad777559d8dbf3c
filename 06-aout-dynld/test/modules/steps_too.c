// steps_too.c - the second object of steps.c's module: optimised, and with a
// section for each function.

#include "test/modules/steps.h"

static int halved;

// It keeps something across a call: so there is a stack frame to be unwound.
__attribute__((noinline)) static double halve(volatile int *n)
{
    *n += 0;
    halved++;
    return *n / 2.0;
}

__attribute__((noinline)) double steps_half(int n)
{
    volatile int kept = n;
    double half = halve(&kept);
    return half + kept - n;
}
