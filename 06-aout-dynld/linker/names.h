// names.h - a list of names from files: what -u and -x restrict.

#ifndef LD_NAMES_H
#define LD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

// A name, and where it was listed first.
struct name {
    const char *text;
    const char *file;
    unsigned long line;
    size_t order;  // among all that were listed
};

// Zeroed: an empty list. Names are in strcmp order, each once.
struct names {
    struct name *list;  // owned
    size_t count;
    char **texts;  // owned; the names point into them
    size_t ntexts;
};

// Adds the names in text (size bytes), which are separated by blanks, tabs and
// newlines. file is what messages call it; the caller keeps that string.
// Returns false if memory ran out: the list is as it was. names_free()
// afterwards, in either case.
bool names_add(struct names *names, const char *file, const char *text,
               size_t size);

// The entry of that name, or NULL.
const struct name *names_find(const struct names *names, const char *name);

// Is name in the list?
bool names_have(const struct names *names, const char *name);

// Frees what names_add() took.
void names_free(struct names *names);

#endif
