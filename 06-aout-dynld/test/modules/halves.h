// halves.h - what test/modules/first.c and test/modules/second.c know of each
// other.

#ifndef HALVES_H
#define HALVES_H

extern int shared;

// In first.c; the sum of all of them.
int first(int x);

// In second.c.
int second(int x);

// In both; 1 in first.c, which is the one that is meant, 2 in second.c.
int choose(void);

// In first.c, for second.c, and for nobody outside of the module.
__attribute__((visibility("hidden"))) int only_inside(void);

#endif
