// plugin.c - a plugin as people have it: linked as a shared object, and with
// all that its linker leaves to whoever loads it. test/shared.c loads it.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// An address in this object, of a function; an address in another object; and
// one of what lies behind it.
const char *plugin_name(void);
int plugin_next(void);
size_t plugin_text(char *text, size_t size);
extern int plugin_counter;
extern char **environ;

static const char *const words[] = {"alpha", "beta", "gamma", "delta"};
static const char *(*const name)(void) = plugin_name;
static int (*const upper)(int) = toupper;
static char ***volatile variable = &environ;
static char ***volatile behind = &environ + 1;

// What nobody defines.
extern int nobody_has_this(void) __attribute__((weak));

int plugin_counter;
static char bss[20000];
static int data[] = {1, 2, 3};

const char *plugin_name(void)
{
    return "plugin";
}

// A state, for each instance.
int plugin_next(void)
{
    data[0]++;
    bss[plugin_counter % (int)sizeof bss]++;
    return ++plugin_counter;
}

// Uses libc for what its threads have in common, or not: memory, numbers of a
// locale, kinds of characters. Returns how long the text is.
size_t plugin_text(char *text, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char *copy = malloc(strlen(words[i]) + 32);
        if (copy == NULL)
            return 0;
        snprintf(copy, strlen(words[i]) + 32, "%s %zu %.2f", words[i], i,
                 (double)i / 4);
        for (char *c = copy; *c != '\0'; c++)
            if (isalpha((unsigned char)*c))
                *c = (char)upper((unsigned char)*c);
        at += (size_t)snprintf(text + at, size - at, "%s, ", copy);
        free(copy);
    }
    at += (size_t)snprintf(text + at, size - at, "%s %d %d %d", name(),
                           nobody_has_this == NULL, *variable == environ,
                           (int)(behind - variable));
    return at;
}
