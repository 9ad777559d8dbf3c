// renamed.c - functions that a header has given another name.
//
// Whoever writes printf() may have __printf_chk in the object
// (-D_FORTIFY_SOURCE does that), or open64, or __isoc99_scanf. A list of names
// in which printf stands is then about nothing; so the messages about it say
// what is meant.

#include <string.h>

#include "ld.h"

static const struct {
    const char *before, *after;
} ways[] = {
    {"__", "_chk"}, {"__isoc99_", ""}, {"__isoc23_", ""},
    {"", "64"},     {"__", "64_chk"},  {"__xpg_", ""},
};

#define WAYS (sizeof ways / sizeof ways[0])
#define ROOM 256

const char *renamed_to(const struct linker *ld, const char *name)
{
    for (size_t i = 0; i < WAYS; i++) {
        char other[ROOM];
        int n = snprintf(other, sizeof other, "%s%s%s", ways[i].before, name,
                         ways[i].after);
        const struct global *global = n < ROOM ? find_global(ld, other) : NULL;
        if (global != NULL)
            return global->name;
    }
    return NULL;
}

// What name was before that way, in plain (ROOM bytes); false: it is not so.
static bool take_back(const char *name, const char *before, const char *after,
                      char *plain)
{
    size_t b = strlen(before), a = strlen(after), n = strlen(name);
    if (n <= a + b || n - a - b >= ROOM || strncmp(name, before, b) != 0 ||
        strcmp(name + n - a, after) != 0)
        return false;
    memcpy(plain, name + b, n - a - b);
    plain[n - a - b] = '\0';
    return true;
}

const struct name *renamed_from(const struct names *names, const char *name)
{
    char plain[ROOM];
    for (size_t i = 0; i < WAYS; i++)
        if (take_back(name, ways[i].before, ways[i].after, plain) &&
            names_have(names, plain))
            return names_find(names, plain);
    return NULL;
}
