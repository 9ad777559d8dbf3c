// names.c - a list of names from files: what -u and -x restrict.
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

static int by_name(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static size_t count_names(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += !is_blank(text[i]) && (i == 0 || is_blank(text[i - 1]));
    return count;
}

// Cuts text into strings, and appends them; there is room.
static void split(struct names *names, const char *file, char *text,
                  size_t size)
{
    unsigned long line = 1;
    size_t order = names->count;
    bool in_name = false;
    for (size_t i = 0; i < size; i++) {
        bool blank = is_blank(text[i]);
        if (!blank && !in_name) {
            names->list[names->count++] =
                (struct name){&text[i], file, line, order++};
        }
        line += text[i] == '\n';
        in_name = !blank;
        if (blank)
            text[i] = '\0';
    }
}

static void drop_doubles(struct names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++)
        if (kept == 0 ||
            strcmp(names->list[kept - 1].text, names->list[i].text) != 0)
            names->list[kept++] = names->list[i];
    names->count = kept;
}

// Room for so many names more, and for one text. (The order of what is there
// is the order in which it came, so far as doubles are concerned: all of it
// was listed before what comes now.)
static bool make_room(struct names *names, size_t count)
{
    struct name *list =
        realloc(names->list, (names->count + count + 1) * sizeof *list);
    if (list == NULL)
        return false;
    names->list = list;
    for (size_t i = 0; i < names->count; i++)
        list[i].order = i;
    char **texts = realloc(names->texts, (names->ntexts + 1) * sizeof *texts);
    if (texts == NULL)
        return false;
    names->texts = texts;
    return true;
}

bool names_add(struct names *names, const char *file, const char *text,
               size_t size)
{
    if (!make_room(names, count_names(text, size)))
        return false;
    char *copy = malloc(size + 1);
    if (copy == NULL)
        return false;
    if (size > 0)
        memcpy(copy, text, size);
    copy[size] = '\0';
    names->texts[names->ntexts++] = copy;
    split(names, file, copy, size);
    qsort(names->list, names->count, sizeof *names->list, by_name);
    drop_doubles(names);
    return true;
}

static int compare_name(const void *key, const void *element)
{
    return strcmp(key, ((const struct name *)element)->text);
}

const struct name *names_find(const struct names *names, const char *name)
{
    if (names->count == 0)
        return NULL;
    return bsearch(name, names->list, names->count, sizeof *names->list,
                   compare_name);
}

bool names_have(const struct names *names, const char *name)
{
    return names_find(names, name) != NULL;
}

void names_free(struct names *names)
{
    for (size_t i = 0; i < names->ntexts; i++)
        free(names->texts[i]);
    free(names->texts);
    free(names->list);
    *names = (struct names){0};
}
