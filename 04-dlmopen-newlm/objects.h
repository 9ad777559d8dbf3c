// objects.h - everything that is loaded, in all namespaces: what picture.c
// prints and svg.c draws.

#ifndef OBJECTS_H
#define OBJECTS_H

#include <stdbool.h>
#include <sys/types.h>

#include "segments.h"

#define OBJECTS_MAX 256
#define SPACES_MAX 32

struct object {
    const struct link_map *map;
    int space;            // which one of struct objects' spaces
    char name[64];        // the file's, without its folder
    char instance[128];   // what the host calls it, or ""
    struct segment code;  // the first segment that may be executed
    struct segment data;  // the first one that may be written
    dev_t device;         // these two say which file it is
    ino_t inode;          // 0 if there is none
    int file;             // two objects of one file have the same number
};

struct space {
    long number;     // the loader's
    char name[128];  // the instances in it; "the host"
};

// Two objects of one file: the pages that neither has written to, all of the
// code among them, are in memory once.
struct objects {
    int count;
    int files;
    struct object list[OBJECTS_MAX];  // by namespace, then in loading order
    int spaces_count;
    struct space spaces[SPACES_MAX];
};

// Fills in *objects, for the lists that begin with the n maps in first: see
// spaces.h. Returns false if there is no room for all of them.
bool objects_fill(struct objects *objects, struct link_map *const first[],
                  int n);

// Says that the host calls the object with this link map by that name.
void objects_name(struct objects *objects, const struct link_map *map,
                  const char *name);

// Whether both are the very same: one code, one data, in two lists. That is
// how each namespace has the loader.
bool objects_same(const struct object *a, const struct object *b);

#endif
