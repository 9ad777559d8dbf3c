// steps.h - what steps.c has of steps_too.c.

#ifndef STEPS_H
#define STEPS_H

// Returns the half of n, from the other object.
double steps_half(int n);

#endif
