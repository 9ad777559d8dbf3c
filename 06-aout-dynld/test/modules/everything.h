// everything.h - what test/modules/everything.c exports, as one table.

#ifndef EVERYTHING_H
#define EVERYTHING_H

struct everything {
    int (*statics)(int i);
    int (*through_pointers)(int value);
    const char *(*name_of)(unsigned i);
    double (*half_of)(unsigned i);
    int (*dispatch)(int x);
    const char *(*weekday)(int day);
    int (*operate)(int which, int a, int b);
    int (*(*address_of_lent)(void))(int, int);
    int (*tail)(int a);
    double (*floating)(double x);
    void (*copy)(int to[200], const int from[200]);
    int (*sum)(int value);
};

extern const struct everything everything;
extern int *lent_third;

#endif
