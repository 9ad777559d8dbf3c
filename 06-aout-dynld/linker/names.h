// names.h - a list of names from a file: what -u and -x restrict.

#ifndef LD_NAMES_H
#define LD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

// Zeroed: an empty list. Names are in strcmp order, each once.
struct names {
    char *text;    // owned; the names point into it
    char **names;  // owned
    size_t count;
};

// Takes the names out of text (size bytes), which are separated by blanks,
// tabs and newlines. Returns false if memory ran out. names_free() afterwards,
// in either case.
bool names_parse(struct names *names, const char *text, size_t size);

// Is name in the list?
bool names_have(const struct names *names, const char *name);

// Frees what names_parse() took.
void names_free(struct names *names);

#endif
