// lent.h - what test/call.c lends to the modules it loads.

#ifndef LENT_H
#define LENT_H

extern int lent_number;
extern int lent_row[4];

// Returns a + b.
int lent_add(int a, int b);

// Returns x / 2.
double lent_half(double x);

#endif
