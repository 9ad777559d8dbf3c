// bridge.c - the host's functions for a plugin that has a libc of its own.
//
// errno in this file is that of the libc in this namespace: the plugin's.

#include <errno.h>

#include "bridge.h"
#include "store.h"

// Filled by the host, before anything here is called.
STORE_API struct bridge bridge;

// Before a call: the host's errno becomes 0, which no function sets it to, so
// that a change of it can be seen. Returns what it was.
static int begin(void)
{
    int *place = bridge.errno_place();
    int before = *place;
    *place = 0;
    return before;
}

// After it: what the host's function has set is the plugin's errno, too. If it
// has set nothing, the host's is as it was, and the plugin's has not changed.
static void end(int before)
{
    int *place = bridge.errno_place();
    if (*place == 0)
        *place = before;
    else
        errno = *place;
}

int store_put(const char *name, double value)
{
    int before = begin();
    int result = bridge.put(name, value);
    end(before);
    return result;
}

double store_get(const char *name)
{
    int before = begin();
    double result = bridge.get(name);
    end(before);
    return result;
}

int store_vlog(const char *format, va_list args)
{
    int before = begin();
    int result = bridge.vlog(format, args);
    end(before);
    return result;
}

int store_log(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = store_vlog(format, args);
    va_end(args);
    return result;
}

// The arguments of a call are written down in the program that makes it: so
// there is one call here for each list of them.
static long control(int command, va_list args)
{
    switch (command) {
    case STORE_LIMIT:
        return bridge.control(command, va_arg(args, int));
    case STORE_SCALE:
        return bridge.control(command, va_arg(args, double));
    case STORE_NAME: {
        // In this order: the order in which arguments are computed is not
        // settled in C.
        int number = va_arg(args, int);
        char *name = va_arg(args, char *);
        return bridge.control(command, number, name, va_arg(args, size_t));
    }
    default:
        return bridge.control(command);
    }
}

long store_control(int command, ...)
{
    int before = begin();
    va_list args;
    va_start(args, command);
    long result = control(command, args);
    va_end(args);
    end(before);
    return result;
}
