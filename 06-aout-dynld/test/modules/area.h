// area.h - what area.rs and area.f90 are to C.

#ifndef AREA_H
#define AREA_H

struct point {
    double x;
    int n;
};

// The point's x, so many times.
double area(const struct point *point, int factor);

#endif
