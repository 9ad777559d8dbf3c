// names.c - a list of names from a file: what -u and -x restrict.
//
// Inferno's linkers drop the last line of such a file if no newline ends it,
// and with it, when it is the only one, the whole restriction. Here a name is
// a name. Nor is there a limit to the names of a line.

#include <stdlib.h>
#include <string.h>

#include "names.h"

// A zero byte is in no name either, so it separates.
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// Cuts text[0..size] into strings; text[size] is 0. With names == NULL it only
// counts.
static size_t split(char *text, size_t size, char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (is_blank(text[i]) || (i > 0 && !is_blank(text[i - 1])))
            continue;
        if (names != NULL)
            names[count] = &text[i];
        count++;
    }
    for (size_t i = 0; names != NULL && i < size; i++)
        if (is_blank(text[i]))
            text[i] = '\0';
    return count;
}

static void drop_doubles(struct names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++)
        if (kept == 0 || strcmp(names->names[kept - 1], names->names[i]) != 0)
            names->names[kept++] = names->names[i];
    names->count = kept;
}

bool names_parse(struct names *names, const char *text, size_t size)
{
    *names = (struct names){0};
    names->text = malloc(size + 1);
    if (names->text == NULL)
        return false;
    if (size > 0)
        memcpy(names->text, text, size);
    names->text[size] = '\0';

    size_t count = split(names->text, size, NULL);
    names->names = calloc(count + 1, sizeof *names->names);
    if (names->names == NULL)
        return false;
    names->count = split(names->text, size, names->names);
    qsort(names->names, names->count, sizeof *names->names, by_name);
    drop_doubles(names);
    return true;
}

bool names_have(const struct names *names, const char *name)
{
    return names->count > 0 && bsearch(&name, names->names, names->count,
                                       sizeof *names->names, by_name) != NULL;
}

void names_free(struct names *names)
{
    free(names->text);
    free(names->names);
    *names = (struct names){0};
}
