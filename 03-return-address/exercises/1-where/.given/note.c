// note.c - the callbacks note() and stop(), and where() they were called.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "journal.h"
#include "note.h"

void where(const void *address, char *text, size_t size)
{
    // TODO: say where the address lies. dladdr() knows more than the file.
    (void)address;
    snprintf(text, size, "somewhere");
}

static void add(const char *what)
{
    char place[300], line[600];
    // TODO: is this the address that the line is about?
    where(CALLER(), place, sizeof place);
    snprintf(line, sizeof line, "%s: %s", place, what);
    journal_add(line);
}

void note(const char *what)
{
    add(what);
}

void stop(const char *what)
{
    add(what);
    journal_stop();
}
