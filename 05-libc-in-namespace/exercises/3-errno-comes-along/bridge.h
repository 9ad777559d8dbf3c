// bridge.h - what the host fills in before a plugin is loaded behind it.
//
// The bridge is the first object of the plugin's namespace. It is in C, and
// defines the functions of store.h for the plugin.

#ifndef BRIDGE_H
#define BRIDGE_H

#include <stdarg.h>

#define BRIDGE_SYMBOL "bridge"

struct bridge {
    // The host's own functions.
    int (*put)(const char *name, double value);
    double (*get)(const char *name);
    int (*vlog)(const char *format, va_list args);
    long (*control)(int command, ...);

    // Where errno of the host's libc is, for the thread that calls this:
    // another place for each thread. ("errno" in a program is a macro: it
    // calls this function of the libc that the program is bound to.)
    int *(*errno_place)(void);
};

#endif
