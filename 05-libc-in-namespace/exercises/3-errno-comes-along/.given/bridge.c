// bridge.c - the host's functions for a plugin that has a libc of its own.
//
// errno in this file is that of the libc in this namespace: the plugin's.

#include "bridge.h"
#include "store.h"

// Filled by the host, before anything here is called.
STORE_API struct bridge bridge;

int store_put(const char *name, double value)
{
    // TODO: the reason of a failure is in the host's errno, and the plugin
    // looks into its own.
    return bridge.put(name, value);
}

double store_get(const char *name)
{
    // TODO
    return bridge.get(name);
}

int store_log(const char *format, ...)
{
    // TODO: the arguments.
    (void)format;
    return 0;
}

int store_vlog(const char *format, va_list args)
{
    // TODO
    return bridge.vlog(format, args);
}

long store_control(int command, ...)
{
    // TODO: the arguments, and their types.
    return bridge.control(command);
}
