// fail.c - what is wrong with a module, in words.

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "loader.h"

bool dynfail(struct job *job, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vsnprintf(job->why, sizeof job->why, format, ap);
    va_end(ap);
    return false;
}

// A terminal obeys control characters: printed as it is, a name could colour
// or erase the message that warns of it.
const char *dynquote(char *buf, size_t size, const char *name)
{
    size_t n = 0;
    for (; *name != '\0'; name++) {
        char out[sizeof "\\xff"];
        const char *format = "\\x%02x";
        if (*name == '\\')
            format = "\\%c";
        else if (*name >= ' ' && *name <= '~')
            format = "%c";
        snprintf(out, sizeof out, format, (uchar)*name);
        // Always room for "..." behind what is there.
        if (n + strlen(out) + sizeof "..." > size) {
            strcpy(buf + n, "...");
            return buf;
        }
        memcpy(buf + n, out, strlen(out));
        n += strlen(out);
    }
    buf[n] = '\0';
    return buf;
}
