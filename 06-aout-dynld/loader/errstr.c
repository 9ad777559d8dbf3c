// errstr.c - an error string for each thread.

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib9.h"

// One for each thread: a load that fails here must not change the reason that
// another thread is about to print.
static _Thread_local char errstr[ERRMAX];

void werrstr(char *format, ...)
{
    // By way of a second buffer: the old string may be among the arguments.
    char text[ERRMAX];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    memcpy(errstr, text, sizeof errstr);
}

void rerrstr(char *buf, uint size)
{
    snprintf(buf, size, "%s", errstr);
}
