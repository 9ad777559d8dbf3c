// guest.h - the plugin of this exercise: it calls what the host asks it to.

#ifndef GUEST_H
#define GUEST_H

#include <stddef.h>

#define GUEST_SYMBOL "guest"

// Each sets errno to *error, makes one call, and puts errno into *error.
struct guest {
    int (*put)(const char *name, double value, int *error);
    double (*get)(const char *name, int *error);
    int (*log)(const char *word, int number, int *error);
    int (*log_nothing)(int *error);
    int (*vlog)(int *error, const char *format, ...);
    long (*count)(int *error);
    long (*limit)(int most, int *error);
    long (*scale)(double factor, int *error);
    long (*name)(int number, char *name, size_t size, int *error);
    long (*unknown)(int command, int *error);
    int (*own)(int *error);  // close(-1): a function of its own libc
};

#endif
