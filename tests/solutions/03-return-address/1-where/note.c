// note.c - the callbacks note() and stop(), and where() they were called.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "journal.h"
#include "note.h"

static const char *without_folders(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static size_t distance(const void *address, const void *from)
{
    return (size_t)((const char *)address - (const char *)from);
}

void where(const void *address, char *text, size_t size)
{
    Dl_info info;
    if (dladdr(address, &info) == 0) {
        snprintf(text, size, "no file");
        return;
    }
    const char *file = without_folders(info.dli_fname);
    if (info.dli_sname != NULL)
        snprintf(text, size, "%s: %s+0x%zx", file, info.dli_sname,
                 distance(address, info.dli_saddr));
    else
        snprintf(text, size, "%s+0x%zx", file,
                 distance(address, info.dli_fbase));
}

// The address is taken in the callbacks themselves: here, the caller would be
// one of the two.
static void add(const void *caller, const char *what)
{
    char place[300], line[600];
    where(caller, place, sizeof place);
    snprintf(line, sizeof line, "%s: %s", place, what);
    journal_add(line);
}

void note(const char *what)
{
    add(CALLER(), what);
}

void stop(const char *what)
{
    add(CALLER(), what);
    journal_stop();
}
